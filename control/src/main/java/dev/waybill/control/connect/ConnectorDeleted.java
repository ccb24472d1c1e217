package dev.waybill.control.connect;

/** The connector is ours, nothing needs it any more, and it has delivered everything. */
record ConnectorDeleted(String name) implements ConnectorStep {
    @Override
    public String word() {
        return "deleted";
    }

    @Override
    public String text() {
        return word();
    }

    @Override
    public boolean isToRun() {
        return false;
    }

    @Override
    public void execute(ConnectRest connect) throws ConnectRefusal {
        connect.delete(name);
    }
}
