package dev.waybill.cli;

import java.util.List;

/** Commands of modules that are on the class path only when they are asked for; found by {@link java.util.ServiceLoader}. */
public interface MoreCommands {
    /** The commands, each made for picocli, in the order in which help lists them. */
    List<Object> commands();
}
