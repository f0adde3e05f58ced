package dk.bykassen.staff;

/**
 * A line of the table of roles.
 *
 * @param claim the directory's word
 */
public record RoleMapping(String claim, Role role) {}
