package dev.dramatis.suite;

/**
 * A file that a suite's hash covers.
 *
 * @param path relative to the suite's folder, with slashes
 * @param sha256 of its bytes, in hex
 */
public record SuiteFile(String path, String sha256) {}
