package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/** Reads the usage of OpenAI's dialect; what is absent, negative or no number is unknown. */
final class UsageReader {
  private UsageReader() {}

  /** As {@code /chat/completions} writes it. */
  static Usage read(JsonNode usage) {
    OptionalLong cached = count(usage.path("prompt_tokens_details").path("cached_tokens"));
    // DeepSeek's name for the same count.
    if (cached.isEmpty()) cached = count(usage.path("prompt_cache_hit_tokens"));
    return new Usage(
        count(usage.path("prompt_tokens")),
        cached,
        count(usage.path("completion_tokens")),
        count(usage.path("completion_tokens_details").path("reasoning_tokens")));
  }

  /** As {@code /responses} writes it. */
  static Usage readResponse(JsonNode usage) {
    return new Usage(
        count(usage.path("input_tokens")),
        count(usage.path("input_tokens_details").path("cached_tokens")),
        count(usage.path("output_tokens")),
        count(usage.path("output_tokens_details").path("reasoning_tokens")));
  }

  /** A count; empty if it is absent, negative or no number. */
  static OptionalLong count(JsonNode node) {
    // Long.MIN_VALUE where it is no number: some servers send digits as text, some send -1.
    long count = node.asLong(Long.MIN_VALUE);
    return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
  }
}
