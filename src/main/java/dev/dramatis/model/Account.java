package dev.dramatis.model;

import dev.dramatis.http.Credential;
import java.util.Optional;

/**
 * Where a provider's own interface is reached, and as whom, for what is no conversation with a
 * model: files and training jobs.
 *
 * @param provider its word in model names
 * @param baseUrl of OpenAI's dialect there, without a slash at its end
 * @param keyName the variable that the credential came from, for messages
 * @param limitKey names the account, for the rate limit; holds no secret
 */
public record Account(
    String provider,
    String baseUrl,
    Optional<Credential> credential,
    Optional<String> keyName,
    String limitKey) {}
