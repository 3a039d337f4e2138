package dev.dramatis.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/**
 * The append-only record of a run. A row is one write, on disk within a second; one process at a
 * time may hold it. Safe for use by many threads at once.
 */
final class Journal implements AutoCloseable {
  private final FileChannel channel;
  private final UnaryOperator<String> redact;
  private final Thread syncer;
  private boolean dirty;
  private boolean closed;

  private Journal(FileChannel channel, UnaryOperator<String> redact) {
    this.channel = channel;
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
  static Journal open(Path file, UnaryOperator<String> redact) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      lock(channel, file);
      channel.truncate(wholeLines(channel));
      channel.position(channel.size());
      Journal journal = new Journal(channel, redact);
      journal.syncer.start();
      return journal;
    } catch (IOException e) {
      throw new JournalException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static void lock(FileChannel channel, Path file) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new JournalException(file + ": another process is carrying on this run.");
    }
  }

  /** The length up to and with the last newline. */
  private static long wholeLines(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    long end = channel.size();
    while (end > 0) {
      long start = Math.max(0, end - buffer.capacity());
      buffer.clear().limit((int) (end - start));
      while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
        continue;
      }
      for (int i = buffer.limit() - 1; i >= 0; i--) {
        if (buffer.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  /**
   * Appends one row and says where it starts.
   *
   * @throws JournalException if the disk does not take it
   */
  long append(JsonNode row) {
    byte[] line = (redact.apply(RowCodec.write(row)) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (this) {
      try {
        long at = channel.position();
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
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
          channel.force(false);
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
        channel.force(true);
        channel.close();
      } catch (IOException e) {
        throw new JournalException("the journal cannot be closed: " + e.getMessage(), e);
      }
    }
  }
}
