package dev.dramatis.http;

/**
 * A provider's way of telling a finished reply from one to try again; it needs the body, since the
 * same status may mean a burst (wait) or an empty account (stop). Called once per reply, from many
 * threads.
 */
@FunctionalInterface
public interface ReplyReader {
  /** Reads a whole reply of any status but a redirect, which is never followed. */
  Reading read(HttpReply reply);
}
