package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.finetune.Backend.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Trained models on Fireworks' on-demand deployments, one each, in which the adapter is merged into
 * its base. They cost by the second from when their replicas run until they are deleted. What is
 * deployed is asked by {@code MODEL#DEPLOYMENT}, both in full: the model's name alone is not found.
 * Fields are those of the Python client (types/deployment.py); how it is addressed and deleted is
 * from the training skill of Fireworks' cookbook (references/deploy-and-troubleshoot.md).
 */
final class FireworksDeployments implements Deployments {
  private static final String KIND = "deployments";

  /** One must be named where no shape is; the count is Fireworks' estimate for the model. */
  private static final String ACCELERATOR = "NVIDIA_H100_80GB";

  private final Api api;
  private final FireworksAccount account;

  FireworksDeployments(Api api, FireworksAccount account) {
    this.api = api;
    this.account = account;
  }

  @Override
  public Attempt<Optional<Deployment>> find(String name) throws InterruptedException {
    String id = FireworksAccount.id(name);
    Attempt<JsonNode> attempt = api.get(account.path(KIND, id));
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    return isGone(done.value())
        ? new Attempt.Done<>(Optional.empty())
        : made(id, done.value(), Optional::of);
  }

  @Override
  public Attempt<Deployment> deploy(String name, String model) throws InterruptedException {
    String id = FireworksAccount.id(name);
    Attempt<JsonNode> attempt =
        api.post(
            account.path(KIND) + "?deploymentId=" + Replies.segment(id),
            Replies.object()
                .put("baseModel", model)
                .put("displayName", name)
                .put("acceleratorType", ACCELERATOR)
                .put("minReplicaCount", 1)
                .put("maxReplicaCount", 1));
    return attempt instanceof Attempt.Done<JsonNode> done
        ? made(id, done.value(), made -> made)
        : attempt.withoutValue();
  }

  private <T> Attempt<T> made(String id, JsonNode node, Function<Deployment, T> as) {
    return Replies.text(node, "name").isEmpty()
        ? new Attempt.Unknown<>("the reply names no deployment")
        : new Attempt.Done<>(as.apply(standing(id, node)));
  }

  @Override
  public Attempt<Deployment> deployment(String id) throws InterruptedException {
    Attempt<JsonNode> attempt = api.get(account.path(KIND, id));
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    return done.value().isMissingNode()
        ? new Attempt.Done<>(new Deployment(id, false, true, "gone", ""))
        : made(id, done.value(), made -> made);
  }

  /**
   * At once and for good, so that the name is free again; past the check that spares what was asked
   * within the last hour.
   */
  @Override
  public Attempt<Boolean> undeploy(String id) throws InterruptedException {
    String path = account.path(KIND, id) + "?ignoreChecks=true";
    Attempt<Boolean> deleted = api.delete(path + "&hard=true");
    // Some accounts may not delete for good: what matters is that the costs end.
    return deleted instanceof Attempt.Refused<Boolean> ? api.delete(path) : deleted;
  }

  private Deployment standing(String id, JsonNode node) {
    String state = Replies.text(node, "state");
    JsonNode status = node.path("status");
    String code = Replies.text(status, "code");
    boolean failed = state.equals("FAILED") || isGone(node);
    return new Deployment(
        id,
        state.equals("READY") && hasReplica(node),
        failed,
        api.quote(
            (state + (failed ? " " + code + " " + Replies.text(status, "message") : "")).strip()),
        Replies.text(node, "baseModel") + "#" + account.resource(KIND, id));
  }

  /** Ready is said of the deployment before it is true of a replica; none is left out, not 0. */
  private static boolean hasReplica(JsonNode node) {
    return node.path("replicaStats").isMissingNode()
        || node.path("replicaStats").isNull()
        || node.path("replicaStats").path("readyReplicaCount").asInt(0) > 0;
  }

  private static boolean isGone(JsonNode node) {
    return node.isMissingNode()
        || List.of("DELETED", "DELETING").contains(Replies.text(node, "state"));
  }
}
