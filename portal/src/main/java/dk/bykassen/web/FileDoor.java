package dk.bykassen.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * An address that takes a file, declared as a bean by the module that reads it. Whatever else brings one is turned away before
 * a byte of it is read.
 */
public interface FileDoor {

    /** Whether the request's file is for this door. */
    boolean isFor(HttpServletRequest request);

    /** The most bytes the whole request may have: the file, the form's other fields, the seams. */
    long limit();

    /** Where to send who may not bring a file here; empty when they may. Asked before the file is read. */
    Optional<String> elsewhere(HttpServletRequest request);

    /** Where to say that the file is too large, and how. */
    SeeOther tooLarge(HttpServletRequest request);
}
