package dev.dramatis;

import dev.dramatis.model.ModelName;
import dev.dramatis.model.Provider;
import java.net.URI;
import java.util.Optional;

/**
 * Keeps a provider's key from being sent to somebody else. A settings file may come with a
 * repository of other people's, and must not be able to lead a user's keys away.
 */
final class KeyOwners {
  private KeyOwners() {}

  /**
   * Refuses a key that is known to be of one provider for calls to another host.
   *
   * @param variable that holds the key
   * @param address where the model is asked; empty if at its provider's own
   * @throws IllegalArgumentException saying what to do instead
   */
  static void refuseElsewhere(String variable, ModelName model, Optional<String> address) {
    String bare = variable.replaceFirst("_[0-9]+$", "");
    Provider.all().stream()
        .filter(provider -> provider.keys().contains(bare))
        .filter(provider -> !isTheirs(provider, model, address))
        .findFirst()
        .ifPresent(
            provider -> {
              throw new IllegalArgumentException(
                  variable
                      + " holds a key of "
                      + provider.prefix()
                      + ", and would be sent to another host. Give this endpoint a variable of its"
                      + " own, such as LAB_API_KEY.");
            });
  }

  private static boolean isTheirs(Provider provider, ModelName model, Optional<String> address) {
    if (address.isEmpty() || provider.prefix().equals("openai-compatible")) {
      return provider.prefix().equals(model.provider());
    }
    return provider.home().filter(home -> host(home).equals(host(address.get()))).isPresent();
  }

  private static String host(String address) {
    try {
      return String.valueOf(URI.create(address.strip()).getHost());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
