package dev.dramatis.suite;

/** One exchange that an arm may show; the record says what it is about. */
public record Shot(String user, String assistant, Matter matter) {}
