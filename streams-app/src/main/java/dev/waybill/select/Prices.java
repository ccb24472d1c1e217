package dev.waybill.select;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which steps of an expression cost something else than looking at their values once. Values that are only gone into or gone
 * through ({@code extensions.team}, the list of {@code exists}) cost nothing as a whole, since every step of it is a value
 * again. Text that is searched for a pattern is looked at once for every instruction of the pattern. Text that becomes a
 * duration is copied once for every unit in it. A step that fails costs an exception; it is known by what follows: after
 * the last operand of a function its own value comes, unless it fails. Immutable.
 */
final class Prices {
    /** Operators that go on where an operand has failed, or leave operands out. */
    private static final Set<String> NOT_STRICT = Set.of("_&&_", "_||_", "_?_:_", "@not_strictly_false");

    private static final Price NOTHING = size -> 0;

    /** By the ids of nodes, which are small numbers. */
    private final long[] completed;

    private final boolean[] passedOn;
    private final Price[] prices;

    private Prices(int ids) {
        this.completed = new long[ids];
        this.passedOn = new boolean[ids];
        this.prices = new Price[ids];
        Arrays.fill(prices, NOTHING);
    }

    /** The prices in an expression of which the patterns are written out. */
    static Prices of(List<CelNavigableExpr> nodes) {
        long last = nodes.stream().mapToLong(CelNavigableExpr::id).max().orElse(0);
        Prices prices = new Prices(Math.toIntExact(last + 1));
        nodes.forEach(node -> prices.read(node.expr()));
        return prices;
    }

    /** The pattern of a call of {@code matches}, where it is written out. */
    static Optional<String> pattern(CelCall call) {
        return Optional.of(call.args().get(call.args().size() - 1))
                .filter(argument -> argument.getKind() == Kind.CONSTANT)
                .map(CelExpr::constant)
                .filter(constant -> constant.getKind() == CelConstant.Kind.STRING_VALUE)
                .map(CelConstant::stringValue);
    }

    /** The node whose value comes next after the value of this one, unless it fails; 0 where nothing can fail between them. */
    long completedBy(long node) {
        return completed[(int) node];
    }

    /** Whether the value of a node is not looked at as a whole. */
    boolean isPassedOn(long node) {
        return passedOn[(int) node];
    }

    /**
     * Further units for the use of a node's value.
     *
     * @param size units that it takes to look at the value, at most {@link Budget#LIMIT}
     */
    long beyondLooking(long node, long size) {
        return prices[(int) node].of(size);
    }

    private void read(CelExpr node) {
        switch (node.getKind()) {
            case SELECT -> {
                int operand = (int) node.select().operand().id();
                passedOn[operand] = true;
                completed[operand] = node.id();
            }
            case COMPREHENSION ->
                passedOn[(int) node.comprehension().iterRange().id()] = true;
            case CALL -> read(node.id(), node.call());
            default -> {}
        }
    }

    private void read(long id, CelCall call) {
        if (!NOT_STRICT.contains(call.function())) {
            List<CelExpr> arguments = call.args();
            CelExpr last = arguments.isEmpty() ? text(call) : arguments.get(arguments.size() - 1);
            completed[(int) last.id()] = id;
        }
        if (call.function().equals("matches")) {
            int instructions = PatternSize.of(pattern(call).orElseThrow());
            prices[(int) text(call).id()] = size -> size * instructions;
        } else if (call.function().equals("duration")) {
            prices[(int) text(call).id()] = size -> size * size;
        }
    }

    /** What a function of text is about, whether it stands before the function's name or in brackets behind it. */
    private static CelExpr text(CelCall call) {
        return call.target().orElseGet(() -> call.args().get(0));
    }

    @FunctionalInterface
    private interface Price {
        long of(long size);
    }
}
