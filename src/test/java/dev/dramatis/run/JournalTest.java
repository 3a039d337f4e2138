package dev.dramatis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("journal.jsonl");
  }

  @Test
  void aRowIsOneLineAndIsFoundWhereItWasPut() throws Exception {
    try (Journal journal = open();
        JournalIndex index = JournalIndex.read(file)) {
      long first = journal.append(RowCodec.encode(Rows.answered("t1", "one\ntwo")));
      long second = journal.append(RowCodec.encode(Rows.failed("t2", "gone")));
      index.addTrial("t1", false, first);
      index.addTrial("t2", true, second);

      assertThat(index.trial("t1")).contains(Rows.answered("t1", "one\ntwo"));
      assertThat(index.trial("t2")).contains(Rows.failed("t2", "gone"));
      assertThat(index.trial("t3")).isEmpty();
      assertThat(Files.readAllLines(file)).hasSize(2);
    }
  }

  @Test
  void aTornLastLineIsCutOffAndTheNextRowStandsOnItsOwn() throws Exception {
    String whole = line(Rows.answered("t1", "first"));
    for (int kept : List.of(0, 1, whole.length() / 2, whole.length() - 1)) {
      Files.writeString(file, whole + whole.replace("t1", "t2").substring(0, kept));
      try (Journal journal = open()) {
        journal.append(RowCodec.encode(Rows.answered("t3", "third")));
      }
      try (JournalIndex index = JournalIndex.read(file)) {
        assertThat(index.isAnswered("t1")).isTrue();
        assertThat(index.isAnswered("t2")).isFalse();
        assertThat(index.trial("t3")).contains(Rows.answered("t3", "third"));
      }
    }
  }

  @Test
  void aTornLineLongerThanWhatIsReadAtOnceIsCutOffToo() throws Exception {
    String whole = line(Rows.answered("t1", "first"));
    Files.writeString(file, whole + "{\"row\":\"trial\",\"text\":\"" + "x".repeat(50_000));
    open().close();
    assertThat(Files.readString(file)).isEqualTo(whole);
    Files.writeString(file, "x".repeat(50_000));
    open().close();
    assertThat(file).isEmptyFile();
  }

  @Test
  void oneAtATimeMayHoldIt() throws Exception {
    Journal journal = open();
    assertThatThrownBy(this::open)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("another process is carrying on this run");
    journal.close();
    open().close();
  }

  @Test
  void secretsAreTakenOutOfEveryRow() throws Exception {
    UnaryOperator<String> redact = text -> text.replace("sk-secret", "[redacted]");
    try (Journal journal = Journal.open(file, redact)) {
      journal.append(RowCodec.encode(Rows.answered("t1", "The key is sk-secret.")));
      journal.append(RowCodec.encode(Rows.failed("t2", "sk-secret is refused")));
    }
    assertThat(Files.readString(file)).doesNotContain("sk-secret").contains("[redacted]");
  }

  @Test
  void anInterruptedThreadWritesAndReadsAllTheSame() throws Exception {
    try (Journal journal = open();
        JournalIndex index = JournalIndex.read(file)) {
      Thread.currentThread().interrupt();
      long at = journal.append(RowCodec.encode(Rows.answered("t1", "first")));
      index.addTrial("t1", false, at);
      assertThat(index.trial("t1")).isPresent();
      assertThat(Thread.interrupted()).isTrue();

      journal.append(RowCodec.encode(Rows.answered("t2", "second")));
      assertThat(Files.readAllLines(file)).hasSize(2);
    }
  }

  @Test
  void manyThreadsDoNotMixTheirRows() throws Exception {
    List<Thread> threads = new ArrayList<>();
    try (Journal journal = open()) {
      for (int i = 0; i < 8; i++) {
        String trial = "t" + i;
        threads.add(
            new Thread(
                () -> {
                  for (int j = 0; j < 50; j++) {
                    TrialRow row = Rows.answered(trial + "-" + j, "x".repeat(997 * j));
                    journal.append(RowCodec.encode(row));
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    try (JournalIndex index = JournalIndex.read(file)) {
      for (int i = 0; i < 8; i++) {
        for (int j = 0; j < 50; j++) {
          Optional<TrialRow> row = index.trial("t" + i + "-" + j);
          assertThat(row).contains(Rows.answered("t" + i + "-" + j, "x".repeat(997 * j)));
        }
      }
    }
  }

  @Test
  void anAnswerReplacesAFailureAndNeverTheOtherWayRound() throws Exception {
    Files.writeString(
        file,
        line(Rows.failed("t1", "busy"))
            + line(Rows.answered("t1", "at last"))
            + line(Rows.label("t1", "match"))
            + line(Rows.answered("t2", "at once"))
            + line(Rows.failed("t2", "busy"))
            + line(Rows.label("t2", "no-match"))
            + line(Rows.label("t2", "match")));
    try (JournalIndex index = JournalIndex.read(file)) {
      assertThat(index.trial("t1")).contains(Rows.answered("t1", "at last"));
      assertThat(index.labels("t1")).contains(Rows.label("t1", "match"));
      assertThat(index.trial("t2")).contains(Rows.answered("t2", "at once"));
      // The latest labels count: those before are another classifier's.
      assertThat(index.labels("t2")).contains(Rows.label("t2", "match"));
    }
  }

  @Test
  void aDamagedLineBeforeTheLastIsAnErrorThatNamesIt() throws Exception {
    String whole = line(Rows.answered("t1", "first"));
    for (String damage :
        List.of("", "\u0000\u0000", "[]", "42", "{}", whole.substring(0, 40), "{\"row\":\"x\"}")) {
      Files.writeString(file, whole + damage + "\n" + whole.replace("t1", "t3"));
      assertThatThrownBy(() -> JournalIndex.read(file))
          .as(damage)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining(file + ":2: not a row of a journal");
    }
  }

  @Test
  void aRowWithoutItsFieldsIsAnErrorAndNoHalfAnswer() throws Exception {
    Files.writeString(file, "{\"row\":\"trial\",\"trial\":\"t1\",\"turns\":[{}]}\n");
    try (JournalIndex index = JournalIndex.read(file)) {
      assertThatThrownBy(() -> index.trial("t1"))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("damaged");
    }
  }

  private Journal open() {
    return Journal.open(file, UnaryOperator.identity());
  }

  private static String line(TrialRow row) {
    return RowCodec.write(RowCodec.encode(row)) + "\n";
  }

  private static String line(LabelRow row) {
    return RowCodec.write(RowCodec.encode(row)) + "\n";
  }
}
