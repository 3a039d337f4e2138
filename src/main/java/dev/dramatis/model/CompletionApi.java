package dev.dramatis.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The interfaces for raw text. */
public enum CompletionApi {
  /** {@code /v1/completions}, as OpenAI defined it: vLLM, Together and most servers. */
  OPENAI("openai"),
  /** llama.cpp's own {@code /completion}. */
  LLAMA_CPP("llama.cpp"),
  /** Ollama's {@code /api/generate} with {@code raw}, since its other one applies the template. */
  OLLAMA("ollama");

  private final String word;

  CompletionApi(String word) {
    this.word = word;
  }

  /** As settings write it. */
  public String word() {
    return word;
  }

  /** The one that is written so. */
  public static Optional<CompletionApi> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /** All of them, as they are written. */
  public static List<String> all() {
    return Arrays.stream(values()).map(CompletionApi::word).toList();
  }
}
