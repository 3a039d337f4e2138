package dev.dramatis.simulate;

import java.util.BitSet;

/**
 * What the cues in a text say.
 *
 * @param asks the axes asked for, a bit each
 * @param evokes the axes evoked, a bit each
 * @param names the characters named, by index; not to be changed
 */
record Signals(long asks, long evokes, BitSet names) {
  static final Signals NONE = new Signals(0, 0, new BitSet());
}
