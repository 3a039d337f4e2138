package dev.dramatis.report;

/** The id of a place on a page, as links to it are written: {@code #SUITE/PREDICTION}. */
final class Anchor {
  private Anchor() {}

  /** Ids of suites and predictions stay as they are; of anything else only plain letters do. */
  static String of(String suite, String prediction) {
    return plain(suite) + "/" + plain(prediction);
  }

  static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(200)
        .forEach(
            point -> {
              boolean kept =
                  point < 128 && (Character.isLetterOrDigit(point) || ".-_=[]".indexOf(point) >= 0);
              if (kept) {
                plain.appendCodePoint(point);
              } else {
                plain.append('_').append(Integer.toHexString(point));
              }
            });
    return plain.toString();
  }
}
