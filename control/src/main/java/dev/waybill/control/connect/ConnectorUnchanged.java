package dev.waybill.control.connect;

/** The connector is as it is to be. */
record ConnectorUnchanged(String name) implements ConnectorStep {
    @Override
    public String word() {
        return "unchanged";
    }

    @Override
    public String text() {
        return word();
    }

    @Override
    public boolean isToRun() {
        return true;
    }

    @Override
    public void execute(ConnectRest connect) {}
}
