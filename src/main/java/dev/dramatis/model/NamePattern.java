package dev.dramatis.model;

import java.util.List;

/** A name with {@code *} for any characters. */
record NamePattern(List<String> pieces) {
  static NamePattern of(String pattern) {
    return new NamePattern(List.of(pattern.split("\\*", -1)));
  }

  /** Each piece is taken as early as possible, the last one at the end. */
  boolean fits(String name) {
    String first = pieces.get(0);
    if (pieces.size() == 1) return name.equals(first);
    if (!name.startsWith(first)) return false;
    int at = first.length();
    for (String piece : pieces.subList(1, pieces.size() - 1)) {
      int found = name.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length();
    }
    String last = pieces.get(pieces.size() - 1);
    return name.endsWith(last) && name.length() - last.length() >= at;
  }
}
