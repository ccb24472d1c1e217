package dev.waybill.select;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.select.SelectionException.Finding;
import dev.waybill.spec.yaml.DidYouMean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compiles expressions in CEL, Google's Common Expression Language, whose variables are the fields of an event. What an
 * expression may cost is bounded: here its length, its depth and the size of its patterns, for each event by a {@link Budget}.
 */
final class ExpressionCompiler {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_DEPTH = 32;
    /** Calls that give an answer for null; all others take values only. */
    private static final Set<String> NULL_HAS_A_MEANING = Set.of("_==_", "_!=_", "@in", "_?_:_", "dyn", "type");

    private final EventType type;
    private final Patterns patterns = new Patterns();
    private final List<String> paths;
    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final CelValidator literals;

    ExpressionCompiler(EventType type) {
        CelOptions options = CelOptions.current()
                .enableReservedIds(false)
                .enableHeterogeneousNumericComparisons(true)
                .enableRegexPartialMatch(true)
                .maxExpressionCodePointSize(MAX_LENGTH)
                .maxParseRecursionDepth(MAX_DEPTH)
                .build();
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL);
        type.fields().forEach(field -> builder.addVar(field.path(), typeOf(field)));
        this.type = type;
        this.paths = type.fields().stream().map(Field::path).toList();
        this.compiler = builder.build();
        this.runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(options)
                .setStandardEnvironmentEnabled(false)
                .setStandardFunctions(CelStandardFunctions.newBuilder()
                        .excludeFunctions(StandardFunction.MATCHES, StandardFunction.CONTAINS)
                        .build())
                .addFunctionBindings(patterns.functions())
                .addFunctionBindings(TextSearch.function())
                .build();
        this.literals = CelValidatorFactory.standardCelValidatorBuilder(compiler, runtime)
                .addAstValidators(TimestampLiteralValidator.INSTANCE, DurationLiteralValidator.INSTANCE)
                .build();
    }

    /**
     * Checks types and literals.
     *
     * @throws SelectionException with everything that is wrong
     */
    CompiledExpression compile(String text) {
        try {
            CelAbstractSyntaxTree tree = checked(compiler.compile(text), text);
            checked(literals.validate(tree), text);
            List<CelNavigableExpr> nodes =
                    CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
            checkPatterns(nodes, text);
            return compiled(tree, nodes);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new SelectionException(
                    List.of(new Finding("filter", text, "cannot be understood", "write it in another way")));
        }
    }

    private CompiledExpression compiled(CelAbstractSyntaxTree tree, List<CelNavigableExpr> nodes)
            throws CelEvaluationException {
        Set<String> fields = new HashSet<>();
        Set<String> nullable = new HashSet<>();
        for (CelNavigableExpr node : nodes) {
            CelReference reference = tree.getReferenceMap().get(node.id());
            if (reference != null && type.field(reference.name()).isPresent()) {
                fields.add(reference.name());
                if (!isOperandOfStrictCall(node)) {
                    nullable.add(reference.name());
                }
            }
        }
        return new CompiledExpression(runtime.createProgram(tree), fields, nullable, Prices.of(nodes));
    }

    private static boolean isOperandOfStrictCall(CelNavigableExpr node) {
        return node.parent()
                .filter(parent -> parent.getKind() == Kind.CALL)
                .filter(parent ->
                        !NULL_HAS_A_MEANING.contains(parent.expr().call().function()))
                .isPresent();
    }

    private CelAbstractSyntaxTree checked(CelValidationResult result, String text) throws CelValidationException {
        if (result.hasError()) {
            throw new SelectionException(result.getErrors().stream()
                    .map(issue -> finding(issue, text))
                    .toList());
        }
        return result.getAst();
    }

    /** Compiles the patterns; CEL's own check takes some that are none in RE2. */
    private void checkPatterns(List<CelNavigableExpr> nodes, String text) {
        List<Finding> findings = new ArrayList<>();
        for (CelNavigableExpr node : nodes) {
            if (node.getKind() == Kind.CALL && node.expr().call().function().equals("matches")) {
                Prices.pattern(node.expr().call())
                        .ifPresentOrElse(
                                regex -> patterns.add(regex)
                                        .ifPresent(problem -> findings.add(patternFinding(regex, problem))),
                                () -> findings.add(patternFinding(
                                        text,
                                        "has a pattern that is made for each event; write the pattern of matches out,"
                                                + " in quotes")));
            }
        }
        if (!findings.isEmpty()) {
            throw new SelectionException(findings);
        }
    }

    private static Finding patternFinding(String wrong, String problem) {
        String[] messageAndHint = problem.split("; ", 2);
        return new Finding("filter", wrong, messageAndHint[0], messageAndHint[1]);
    }

    private Finding finding(CelIssue issue, String text) {
        CelSourceLocation location = issue.getSourceLocation();
        List<String> lines = text.lines().toList();
        boolean inText = location.getLine() >= 1 && location.getLine() <= lines.size();
        String line = inText ? lines.get(location.getLine() - 1) : text;
        String where = (lines.size() > 1 ? "line " + location.getLine() + ", " : "") + "column "
                + (location.getColumn() + 1) + ": ";
        return new Finding("filter", line, where + plain(issue.getMessage()), hint(issue.getMessage(), line, location));
    }

    /** The message without what only CEL's own types and overloads are called. */
    private static String plain(String message) {
        return message.replace(" (in container '')", "")
                .replaceAll("(?s) \\(candidates: .*", "")
                .replaceAll("(?s) expecting \\{.*", "")
                .replaceAll("wrapper\\((\\w+)\\)", "$1");
    }

    private String hint(String message, String line, CelSourceLocation location) {
        if (message.startsWith("undeclared reference")) {
            int from = Math.min(location.getColumn(), line.length());
            String name = line.substring(from).replaceFirst("(?s)^([\\w.]*).*", "$1");
            return DidYouMean.hint(name, paths, "the fields of " + type + " are in docs/reference/events.md");
        }
        if (message.contains("does not select a field")) {
            return "write field != null";
        }
        return "see docs/reference/selection.md";
    }

    private static CelType typeOf(Field field) {
        return switch (field.type()) {
            case STRING -> NullableType.create(SimpleType.STRING);
            case LONG -> NullableType.create(SimpleType.INT);
            case DOUBLE -> NullableType.create(SimpleType.DOUBLE);
            case BOOLEAN -> NullableType.create(SimpleType.BOOL);
            case TIMESTAMP_MICROS -> SimpleType.TIMESTAMP;
            case JSON -> SimpleType.DYN;
        };
    }
}
