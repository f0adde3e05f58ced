package dk.bykassen.staff;

import java.util.List;

/** One page of members, and whether there is another. */
public record MemberPage(List<Member> members, boolean hasMore) {}
