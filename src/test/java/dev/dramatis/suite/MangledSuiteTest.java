package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an author writes, the answer is a suite or a list of problems. */
class MangledSuiteTest {
  private static final int ROUNDS = 200;

  private static final List<String> PIECES =
      List.of(
          "null", "[]", "{}", "7", "-1", "x", "\"\"", "[x]", "{x: y}", "true", "{{", "*a", "&a",
          "1e99");

  @TempDir Path folder;

  @Test
  void neverEndsInAnythingButASuiteOrAListOfProblems() {
    ReferenceSuite suite = ReferenceSuite.copyTo(folder);
    List<String> files =
        List.of(
            "reference.yaml", "reference.yaml", "reference/far.jsonl", "reference/others.jsonl");
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String file = files.get(random.nextInt(files.size()));
      String whole = suite.read(file);
      suite.write(file, mangle(whole, random));
      List<Problem> problems = suite.problems();
      refused += problems.isEmpty() ? 0 : 1;
      assertThat(problems)
          .allSatisfy(
              problem -> {
                assertThat(problem.line()).isPositive();
                assertThat(problem.message()).endsWith(".");
              });
      suite.write(file, whole);
    }
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  /** Drops a line, or puts another value in place of what follows a colon or a comma. */
  private static String mangle(String text, SplittableRandom random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    if (random.nextInt(5) == 0) {
      lines.remove(at);
    } else {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      List<Integer> starts = new ArrayList<>();
      for (int i = 0; i < line.length(); i++) {
        if (line.charAt(i) == ':' || line.charAt(i) == ',') {
          starts.add(i + 1);
        }
      }
      if (starts.isEmpty()) {
        lines.set(at, line + " " + piece);
      } else {
        int start = starts.get(random.nextInt(starts.size()));
        int end = start;
        while (end < line.length() && ",}]".indexOf(line.charAt(end)) < 0) {
          end++;
        }
        lines.set(at, line.substring(0, start) + " " + piece + line.substring(end));
      }
    }
    return String.join("\n", lines) + "\n";
  }
}
