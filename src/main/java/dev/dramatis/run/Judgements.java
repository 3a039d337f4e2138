package dev.dramatis.run;

import dev.dramatis.model.Response;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What judges have answered so far. Implementations are safe for use by many threads at once. */
interface Judgements {
  /** The answer to a question that was put before; a failed call is none. */
  Optional<Response> answered(JudgementRow.Key key);

  /** Keeps what came of a call. */
  void add(JudgementRow row);

  /** Answers that nothing on disk holds. */
  static Judgements inMemory() {
    Map<JudgementRow.Key, Response> answers = new ConcurrentHashMap<>();
    return new Judgements() {
      @Override
      public Optional<Response> answered(JudgementRow.Key key) {
        return Optional.ofNullable(answers.get(key));
      }

      @Override
      public void add(JudgementRow row) {
        row.response().ifPresent(response -> answers.put(row.key(), response));
      }
    };
  }

  /** Answers that are forgotten at once, so that every question is put. */
  static Judgements forgotten() {
    return new Judgements() {
      @Override
      public Optional<Response> answered(JudgementRow.Key key) {
        return Optional.empty();
      }

      @Override
      public void add(JudgementRow row) {}
    };
  }

  /** Answers that a journal holds, to be read alone. */
  static Judgements in(JournalIndex index) {
    return new Judgements() {
      @Override
      public Optional<Response> answered(JudgementRow.Key key) {
        return index.judgement(key);
      }

      @Override
      public void add(JudgementRow row) {
        throw new IllegalStateException("a judgement where nobody judges: " + row.key());
      }
    };
  }

  /** Answers that a journal holds. */
  static Judgements in(Journal journal, JournalIndex index) {
    return new Judgements() {
      @Override
      public Optional<Response> answered(JudgementRow.Key key) {
        return index.judgement(key);
      }

      @Override
      public void add(JudgementRow row) {
        long offset = journal.append(RowCodec.encode(row));
        if (row.response().isPresent()) {
          index.addJudgement(row.key(), offset);
        }
      }
    };
  }
}
