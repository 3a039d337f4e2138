package dev.dramatis.simulate;

import dev.dramatis.suite.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that depends on nothing but what it is told. The first 64 bits of a SHA-256 over the
 * purpose, the world seed and the texts, each with its length before it.
 */
final class Chance {
  private final MessageDigest digest;

  private Chance(String purpose, long worldSeed) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    add(purpose).add(worldSeed);
  }

  /** Draws for one reply. */
  static SplittableRandom reply(long worldSeed, List<Message> messages, int seed) {
    return new SplittableRandom(new Chance("reply", worldSeed).add(messages).add(seed).bits());
  }

  /** A number in [0, 1) that one conversation keeps. */
  static double conversation(String purpose, long worldSeed, String firstUserText, int seed) {
    return new Chance(purpose, worldSeed).add(firstUserText).add(seed).uniform();
  }

  /** A number in [0, 1) that one question keeps for one axis. */
  static double question(long worldSeed, String key, String axis) {
    return new Chance("question", worldSeed).add(key).add(axis).uniform();
  }

  /** A standard normal number that the seed of a job keeps, whatever is trained. */
  static double training(long worldSeed, long seed) {
    return new SplittableRandom(new Chance("training", worldSeed).add(seed).bits()).nextGaussian();
  }

  /** A number in [0, 1) that one judge keeps for one reply under one rubric. */
  static double judgement(long worldSeed, String judge, String rubric, String response) {
    return new Chance("judgement", worldSeed).add(judge).add(rubric).add(response).uniform();
  }

  /** Tells lists of messages apart; in hex. */
  static String fingerprint(List<Message> messages) {
    byte[] hash = new Chance("fingerprint", 0).add(messages).digest.digest();
    return HexFormat.of().formatHex(hash, 0, 16);
  }

  private Chance add(List<Message> messages) {
    for (Message message : messages) {
      add(message.speaker().name()).add(message.text());
    }
    return this;
  }

  private Chance add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
    return this;
  }

  private Chance add(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    return this;
  }

  private long bits() {
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private double uniform() {
    return (bits() >>> 11) * 0x1.0p-53;
  }
}
