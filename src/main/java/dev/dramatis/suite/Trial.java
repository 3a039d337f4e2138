package dev.dramatis.suite;

/**
 * One conversation to be had: an arm, a probe and a repeat, ready to send.
 *
 * @param repeat from 0
 * @param block the block of the plan that it belongs to, from 0; its trials are asked together
 * @param model the model's name as given, without base URL
 * @param id hex of the first 128 bits of a SHA-256 over everything that is sent, the model's name
 *     and the coordinates
 * @param seed the first 31 bits of the same hash without the model's name, so that models are asked
 *     with common random numbers
 */
public record Trial(
    String suite,
    Arm arm,
    Probe probe,
    int repeat,
    int block,
    String model,
    Conversation conversation,
    String id,
    int seed) {
  /**
   * A hash of what is put to the model and how, whoever it is and however things are named: equal
   * where two runs asked the same.
   */
  public String asked() {
    return TrialIdentity.asked(arm, conversation);
  }
}
