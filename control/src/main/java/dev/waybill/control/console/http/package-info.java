/**
 * The console's HTTP frame: operations that describe themselves, the checks that all of them share, the OpenAPI document that
 * is made from them, and the server. Only {@code ConsoleServer}'s half knows Jetty.
 */
@NullMarked
package dev.waybill.control.console.http;

import org.jspecify.annotations.NullMarked;
