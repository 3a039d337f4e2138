package dev.dramatis.classify;

import java.util.List;

/** Texts that break careless readers. */
final class HostileTexts {
  static final List<String> ALL =
      List.of(
          "",
          "\u0000\u0001\u001b[31m\r\n\t",
          "\u200b\u200d\ufeff",
          "😀",
          "👩\u200d👩\u200d👧\u200d👦 family",
          "\ud83d",
          "\udc00 alone",
          "مرحبا \u202e reversed \u202c كيف",
          "e\u0301\u0301\u0301\u0301",
          "*",
          "**",
          "`",
          "```",
          "```json\n```",
          "<",
          "[INST",
          "|",
          ":",
          "-",
          "a:",
          "\u2028\u2029",
          "x".repeat(250_000),
          "a b ".repeat(60_000),
          "<".repeat(250_000),
          "` <a> ".repeat(40_000),
          "😀".repeat(125_000),
          "1,1,1\n".repeat(40_000),
          "user\n".repeat(50_000),
          "I can't ".repeat(30_000),
          "\n".repeat(250_000));

  private HostileTexts() {}
}
