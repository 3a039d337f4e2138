package dev.dramatis.suite;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A condition under which probes are asked; sweeps are already expanded.
 *
 * @param model the role whose model answers: a plain one, or a training's id
 * @param template the last user message, when there is no script
 * @param script turns in order; the model answers after each user turn that no fixed assistant text
 *     follows; empty: the template alone
 * @param scriptLayout whether the script is the chat itself or a quoted log before the template
 * @param fresh whether each user turn of the script is asked in a chat of its own
 * @param everyTurn whether every reply is classified, or only the last
 * @param mode whether its texts are turns of a dialogue, or one raw text
 * @param prefill how the last reply begins, in the model's place; it goes on from there. Where it
 *     is scored instead, the whole of it
 * @param tools the names of the tools that it offers, which may name variables of the probe
 * @param callRequired whether the reply has to call one of them
 * @param logprobs whether the probabilities of the reply's tokens are asked for
 * @param groups the groups that it takes; empty: all probes
 * @param replica which of several equally trained models it asks, once models are bound
 */
public record Arm(
    String id,
    String model,
    Optional<String> system,
    Optional<Shots> shots,
    String template,
    List<Message> script,
    Layout scriptLayout,
    boolean fresh,
    boolean everyTurn,
    Mode mode,
    Optional<String> prefill,
    List<String> tools,
    boolean callRequired,
    boolean logprobs,
    Set<String> groups,
    Parameters parameters,
    Optional<SweepPoint> sweep,
    Optional<Replica> replica) {
  public Arm {
    script = List.copyOf(script);
    tools = List.copyOf(tools);
    groups = Set.copyOf(groups);
  }

  /** What an endpoint must be able to do to be asked so. */
  public Set<Capability> needs() {
    Set<Capability> needs = EnumSet.noneOf(Capability.class);
    switch (mode) {
      case CHAT -> {
        needs.add(Capability.CHAT);
        prefill.ifPresent(begun -> needs.add(Capability.PREFILL));
        if (!tools.isEmpty()) {
          needs.add(Capability.TOOLS);
        }
        if (logprobs) {
          needs.add(Capability.LOGPROBS);
        }
      }
      case TEMPLATED -> {
        needs.add(Capability.CHAT_TEMPLATE);
        if (logprobs) {
          needs.add(Capability.RAW_LOGPROBS);
        }
      }
      case SCORING -> {
        needs.add(Capability.COMPLETION);
        needs.add(Capability.ECHO);
      }
      case COMPLETION -> {
        needs.add(Capability.COMPLETION);
        if (logprobs) {
          needs.add(Capability.RAW_LOGPROBS);
        }
      }
    }
    return needs;
  }

  /** Its id in the suite, which predictions name, whichever of several models it asks. */
  public String condition() {
    return replica.map(Replica::of).orElse(id);
  }

  /** The same condition put to one of several equally trained models. */
  Arm replica(String newId, String role, Optional<Replica> which) {
    return new Arm(
        newId,
        role,
        system,
        shots,
        template,
        script,
        scriptLayout,
        fresh,
        everyTurn,
        mode,
        prefill,
        tools,
        callRequired,
        logprobs,
        groups,
        parameters,
        sweep,
        which);
  }

  /** Whether the probe is asked here. */
  public boolean takes(Probe probe) {
    return groups.isEmpty() || probe.group().map(groups::contains).orElse(false);
  }
}
