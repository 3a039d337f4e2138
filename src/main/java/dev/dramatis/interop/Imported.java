package dev.dramatis.interop;

import java.nio.file.Path;
import java.util.List;

/**
 * What an import made.
 *
 * @param files that were written
 * @param taken rows, questions or samples that were taken over
 * @param leftOut what was not, with its place and why
 */
public record Imported(List<Path> files, int taken, List<String> leftOut) {
  public Imported {
    files = List.copyOf(files);
    leftOut = List.copyOf(leftOut);
  }
}
