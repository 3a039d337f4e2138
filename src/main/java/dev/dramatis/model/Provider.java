package dev.dramatis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A provider that models can be named of.
 *
 * @param prefix of its models' names
 * @param keys the variables that its key is looked for in, the first that is set counts; none if it
 *     takes no key
 * @param address the variable that names another address
 * @param home its own address; empty if each customer has one
 */
public record Provider(String prefix, List<String> keys, String address, Optional<String> home) {
  public Provider {
    keys = List.copyOf(keys);
  }

  /** All that are reached over a network. */
  public static List<Provider> all() {
    List<Provider> providers = new ArrayList<>();
    providers.add(
        new Provider(
            ModelName.ANTHROPIC,
            List.of("ANTHROPIC_API_KEY"),
            "ANTHROPIC_BASE_URL",
            Optional.of(VendorRoutes.ANTHROPIC_URL)));
    providers.add(
        new Provider(
            ModelName.GOOGLE,
            List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"),
            "GEMINI_BASE_URL",
            Optional.of(VendorRoutes.GOOGLE_URL)));
    Arrays.stream(OpenAiProvider.values())
        .map(
            each ->
                new Provider(
                    each.prefix(),
                    each.takesKey() ? List.of(each.keyVariable()) : List.of(),
                    each.addressVariable(),
                    each.home()))
        .forEach(providers::add);
    return List.copyOf(providers);
  }
}
