// Helps that pages do without: buttons that copy, progress that shows by itself, and in the editor what fits where the cursor is.
'use strict';

function copyButtons() {
  document.querySelectorAll('[data-copy]').forEach(text => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', 'Copy ' + text.getAttribute('aria-label'));
    button.addEventListener('click', () => navigator.clipboard.writeText(text.textContent)
      .then(() => { button.textContent = 'Copied'; }, () => { button.textContent = 'Select the text and copy it'; }));
    text.parentNode.insertBefore(button, text);
  });
}

/** A line of YAML: where its key stands, whether it begins an element of a list, and its text from there on. */
function lineOf(text) {
  const lead = text.length - text.replace(/^ +/, '').length;
  const dash = /^ *-( +|$)/.exec(text);
  const indent = dash ? Math.max(dash[0].length, lead + 2) : lead;
  return { lead, indent, isElement: dash !== null, content: text.slice(dash ? dash[0].length : lead) };
}

const KEY = /^([A-Za-z0-9-]+):(?: |$)/;

function keyOf(content) {
  const found = KEY.exec(content);
  return found ? found[1] : '';
}

function isEmpty(text) {
  return /^\s*(#.*)?$/.test(text);
}

/** Keys, and '[]' for a list's element, from the file's root down to the mapping that the line stands in. */
function pathTo(lines, row, cursorLine) {
  const path = [];
  let indent = cursorLine.indent;
  let inList = false;
  if (cursorLine.isElement) {
    path.unshift('[]');
    indent = cursorLine.lead;
    inList = true;
  }
  for (let i = row - 1; i >= 0; i--) {
    const line = lineOf(lines[i]);
    if (isEmpty(lines[i])) {
      continue;
    }
    if (line.isElement && !inList && line.indent === indent) {
      path.unshift('[]');
      indent = line.lead;
      inList = true;
    } else if (keyOf(line.content) && (inList && !line.isElement ? line.indent <= indent : line.indent < indent)) {
      path.unshift(keyOf(line.content));
      indent = line.indent;
      inList = false;
      if (line.isElement) {
        path.unshift('[]');
        indent = line.lead;
        inList = true;
      }
    }
  }
  return path;
}

/** The keys and values of the mapping that a line stands in, as far as they stand in a line of their own. */
function siblings(lines, row, cursorLine) {
  const found = {};
  const add = line => {
    const key = keyOf(line.content);
    if (key && line.indent === cursorLine.indent) {
      found[key] = line.content.slice(key.length + 1).trim().replace(/^["']|["']$/g, '');
    }
  };
  for (let i = row - 1; i >= 0 && !cursorLine.isElement; i--) {
    const line = lineOf(lines[i]);
    if (isEmpty(lines[i])) {
      continue;
    }
    if (line.indent < cursorLine.indent) {
      break;
    }
    add(line);
    if (line.isElement && line.indent === cursorLine.indent) {
      break;
    }
  }
  for (let i = row + 1; i < lines.length; i++) {
    const line = lineOf(lines[i]);
    if (!isEmpty(lines[i]) && (line.indent < cursorLine.indent || line.isElement && line.lead < cursorLine.indent)) {
      break;
    }
    add(line);
  }
  return found;
}

/** What stands in braces and brackets before the cursor: the path that it adds, the keys beside it, and the last word. */
function inline(content) {
  const open = [{ path: [], keys: {}, token: '' }];
  for (const c of content) {
    const top = open[open.length - 1];
    if (c === '{' || c === '[') {
      const key = keyOf(top.token.trim() + ' ');
      const step = key ? [key] : top.isList ? ['[]'] : [];
      open.push({ path: top.path.concat(step), keys: {}, token: '', isList: c === '[' });
    } else if ((c === '}' || c === ']') && open.length > 1) {
      open.pop();
      open[open.length - 1].token = '';
    } else if (c === ',' && open.length > 1) {
      const pair = top.token.trim();
      if (keyOf(pair)) {
        top.keys[keyOf(pair)] = pair.slice(keyOf(pair).length + 1).trim();
      }
      top.token = '';
    } else {
      top.token += c;
    }
  }
  const top = open[open.length - 1];
  return { depth: open.length - 1, path: top.isList ? top.path.concat(['[]']) : top.path, keys: top.keys, token: top.token.replace(/^ +/, '') };
}

/** A schema and all that it may be instead. */
function choices(schema) {
  const more = (schema.oneOf || []).concat(schema.anyOf || []);
  return more.reduce((all, one) => all.concat(choices(one)), [schema]);
}

function below(schemas, step) {
  const found = [];
  schemas.forEach(schema => choices(schema).forEach(one => {
    const next = step === '[]' ? one.items : (one.properties || {})[step];
    if (next) {
      found.push(next);
    }
  }));
  return found;
}

function ofKind(schema, kind) {
  const known = schema.properties && schema.properties.kind && schema.properties.kind.const;
  return !known || !kind || known === kind;
}

function values(schemas) {
  let all = [];
  schemas.forEach(schema => choices(schema).forEach(one => {
    all = all.concat(one.enum || [], one.const === undefined ? [] : [one.const], one.type === 'boolean' ? [true, false] : []);
  }));
  return all.map(String);
}

/** What may stand where the cursor is, and the word before it that it would replace. */
function fitting(schema, text, cursor) {
  const before = text.slice(0, cursor).split('\n');
  const lines = text.split('\n');
  const row = before.length - 1;
  const line = lineOf(before[row]);
  const within = inline(line.content);
  const path = pathTo(lines, row, line).concat(within.path);
  const keys = within.depth === 0 ? siblings(lines, row, line) : within.keys;
  const key = keyOf(within.token);
  const here = path.reduce(below, [schema]);
  if (key) {
    const word = within.token.slice(key.length + 1).trim();
    const kinds = here.filter(one => key === 'kind' || ofKind(one, keys.kind));
    return { word, after: '', options: values(below(kinds, key)).filter(one => one.startsWith(word) && one !== word) };
  }
  const word = within.token;
  let names = [];
  here.forEach(one => choices(one).filter(choice => ofKind(choice, keys.kind))
    .forEach(choice => { names = names.concat(Object.keys(choice.properties || {})); }));
  const texts = within.path[within.path.length - 1] === '[]' ? values(here) : [];
  return texts.length > 0
    ? { word, after: '', options: texts.filter(one => one.startsWith(word)) }
    : { word, after: ': ', options: names.filter(one => one.startsWith(word) && !(one in keys)) };
}

function completion(editor, fits, schema) {
  const insert = (option, word, after) => {
    const cursor = editor.selectionStart;
    const begin = cursor - word.length;
    editor.value = editor.value.slice(0, begin) + option + after + editor.value.slice(cursor);
    editor.selectionStart = begin + option.length + after.length;
    editor.selectionEnd = editor.selectionStart;
    editor.focus();
    show();
  };
  const show = () => {
    const found = fitting(schema, editor.value, editor.selectionStart);
    fits.textContent = '';
    Array.from(new Set(found.options)).sort().slice(0, 40).forEach(option => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = option;
      button.addEventListener('click', () => insert(option, found.word, found.after));
      fits.appendChild(button);
    });
  };
  ['input', 'keyup', 'click'].forEach(event => editor.addEventListener(event, show));
  editor.addEventListener('keydown', event => {
    if (event.ctrlKey && event.key === ' ' && fits.firstChild) {
      event.preventDefault();
      fits.firstChild.focus();
    }
  });
  fits.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      editor.focus();
    }
  });
}

/** Shows again what goes on by itself, until the page says that it does not any more; then the page as it is by then. */
function follow(parts) {
  setTimeout(() => fetch(location.href).then(answer => answer.text()).then(html => {
    const now = new DOMParser().parseFromString(html, 'text/html');
    if (!now.querySelector('[data-follow]')) {
      location.reload();
      return;
    }
    parts.forEach(part => {
      const next = now.getElementById(part.id);
      // What has not changed stays, so that screen readers do not say it again.
      if (next && next.innerHTML !== part.innerHTML) {
        part.innerHTML = next.innerHTML;
      }
    });
    follow(parts);
  }, () => follow(parts)), 2000);
}

copyButtons();
const followed = document.querySelectorAll('[data-follow]');
if (followed.length > 0) {
  follow(followed);
}
const editor = document.querySelector('textarea[data-schema]');
if (editor && !editor.readOnly) {
  fetch(editor.dataset.schema).then(answer => answer.json())
    .then(schema => completion(editor, document.getElementById('fits'), schema));
}
