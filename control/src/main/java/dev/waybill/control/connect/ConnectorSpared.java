package dev.waybill.control.connect;

/**
 * The connector is ours, and nothing that can be read needs it, but something cannot be read that may.
 *
 * @param unknown what that is, and what to do
 */
record ConnectorSpared(String name, String unknown) implements ConnectorStep {
    @Override
    public String word() {
        return "spared";
    }

    @Override
    public String text() {
        return "kept, since it may be needed: " + unknown;
    }

    @Override
    public boolean isWell() {
        return false;
    }

    @Override
    public boolean isToRun() {
        return true;
    }

    @Override
    public void execute(ConnectRest connect) {}
}
