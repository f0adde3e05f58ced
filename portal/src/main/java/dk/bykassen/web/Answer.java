package dk.bykassen.web;

/** What a controller for people returns. */
public sealed interface Answer permits Page, SeeOther {}
