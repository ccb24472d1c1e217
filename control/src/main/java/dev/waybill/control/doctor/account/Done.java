package dev.waybill.control.doctor.account;

/** The value of a request that answers nothing but that it was carried out. */
public enum Done {
    DONE
}
