package dk.bykassen.password;

import jakarta.servlet.http.HttpServletRequest;

/** A password as it came: unlike other fields it keeps its blanks, for they may be part of it. */
final class TypedPassword {

    private TypedPassword() {}

    static String of(HttpServletRequest request, String field) {
        String typed = request.getParameter(field);
        return typed == null ? "" : typed;
    }
}
