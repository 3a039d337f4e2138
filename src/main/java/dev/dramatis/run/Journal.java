package dev.dramatis.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.suite.FileGuard;
import dev.dramatis.suite.WholeLines;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * The append-only record of a run. A row is one write, on disk within a second; one process at a
 * time may hold it. Safe for use by many threads at once.
 */
final class Journal implements AutoCloseable {
  /**
   * Locked in place of the journal: under POSIX a process loses its lock on a file as soon as it
   * closes any descriptor of it, such as that of a reader.
   */
  private static final String LOCK = "journal.lock";

  private final FileGuard guard;

  /** Not a channel: an interrupt closes the channel that a thread is writing to. */
  private final RandomAccessFile file;

  private final UnaryOperator<String> redact;
  private final Thread syncer;
  private boolean dirty;
  private boolean torn;
  private boolean closed;

  private Journal(FileGuard guard, RandomAccessFile file, UnaryOperator<String> redact) {
    this.guard = guard;
    this.file = file;
    this.redact = redact;
    this.syncer = new Thread(this::syncEverySecond, "journal-sync");
    this.syncer.setDaemon(true);
  }

  /**
   * Opens a journal for appending, and cuts a torn last line off.
   *
   * @param redact takes secrets out of every row
   * @throws JournalException if it cannot be written, or another process is writing it
   */
  static Journal open(Path path, UnaryOperator<String> redact) {
    FileGuard guard = guard(path);
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      try {
        long end = WholeLines.length(file);
        file.setLength(end);
        file.seek(end);
      } catch (IOException e) {
        file.close();
        throw e;
      }
      Journal journal = new Journal(guard, file, redact);
      journal.syncer.start();
      return journal;
    } catch (IOException e) {
      release(guard);
      throw new JournalException(path + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static FileGuard guard(Path journal) {
    Path path = journal.resolveSibling(LOCK);
    try {
      return FileGuard.take(path)
          .orElseThrow(
              () -> new JournalException(journal + ": another process is carrying on this run."));
    } catch (IOException e) {
      throw new JournalException(path + ": cannot be locked: " + e.getMessage(), e);
    }
  }

  private static void release(FileGuard guard) {
    try {
      guard.close();
    } catch (IOException e) {
      throw new JournalException("the run cannot be let go: " + e.getMessage(), e);
    }
  }

  /**
   * Appends one row and says where it starts.
   *
   * @throws JournalException if the disk does not take it
   */
  long append(JsonNode row) {
    byte[] line = (redact.apply(RowCodec.write(row)) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (this) {
      if (torn) {
        throw new JournalException("the journal cannot be written: an earlier row is torn");
      }
      try {
        long at = file.getFilePointer();
        // Until the whole row is there, so that none can follow the torn half of another.
        torn = true;
        file.write(line);
        torn = false;
        dirty = true;
        return at;
      } catch (IOException e) {
        throw new JournalException("the journal cannot be written: " + e.getMessage(), e);
      }
    }
  }

  private synchronized void syncEverySecond() {
    while (!closed) {
      try {
        wait(1000);
        if (dirty && !closed) {
          dirty = false;
          file.getFD().sync();
        }
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        // The next append meets the same fault and reports it to the one who can act on it.
        dirty = true;
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
      try {
        file.getFD().sync();
        file.close();
      } catch (IOException e) {
        throw new JournalException("the journal cannot be closed: " + e.getMessage(), e);
      } finally {
        release(guard);
      }
    }
  }
}
