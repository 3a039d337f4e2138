package dev.dramatis.finetune;

import java.util.Optional;

/**
 * An uploaded file of episodes as the lock file keeps it; jobs on the same episodes share it.
 *
 * @param key SHA-256 over provider, server and episodes, in hex
 * @param name by which the provider's list is searched
 * @param id the provider's; absent while it is being uploaded, or was when the program ended
 * @param deleted whether we deleted it again
 */
public record LockedFile(
    String key,
    String provider,
    String server,
    String data,
    String name,
    Optional<String> id,
    boolean deleted) {}
