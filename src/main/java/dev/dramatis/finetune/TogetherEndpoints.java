package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.finetune.Backend.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trained models on Together's dedicated endpoints, its API 2.0: the first one makes no endpoints
 * any more. An endpoint is a name, and costs nothing; a deployment below it binds a model to
 * hardware, and costs by the minute until its replicas are down; and nothing reaches it that is not
 * routed. Each endpoint of ours has one deployment. Paths, fields and the order of tear-down are
 * those of together-py (resources/beta/endpoints) and of "Deploy a fine-tuned model" and "Manage
 * endpoints and deployments" in Together's documentation.
 *
 * <p>What is deployed is asked at {@code https://api-inference.together.ai/v1}.
 */
final class TogetherEndpoints implements Deployments {
  /** What ids of models in the registry begin with. */
  static final String REGISTERED = "ml_";

  private static final String READY = "DEPLOYMENT_STATE_READY";
  private static final String FAILED = "DEPLOYMENT_STATE_FAILED";
  private static final String STOPPED = "DEPLOYMENT_STATE_STOPPED";
  private static final String STOPPING = "DEPLOYMENT_STATE_STOPPING";

  /** An endpoint's only deployment. */
  private static final String ONLY = "one";

  private static final int PAGE = 500;
  private static final int MOST_PAGES = 20;

  /** Replicas drain for a minute or so. */
  private static final Duration STOP = Duration.ofSeconds(15);

  private final Api api;
  private final String root;
  private final TogetherHardware hardware;

  TogetherEndpoints(Api api) {
    this.api = api;
    this.root = root(api.account().baseUrl());
    this.hardware = new TogetherHardware(api, root);
  }

  /** The deployment below the endpoint of this name; none where the endpoint has none. */
  @Override
  public Attempt<Optional<Deployment>> find(String name) throws InterruptedException {
    Attempt<String> project = project();
    if (!(project instanceof Attempt.Done<String> known)) {
      return project.withoutValue();
    }
    Attempt<Optional<JsonNode>> endpoint = endpoint(known.value(), name);
    return endpoint instanceof Attempt.Done<Optional<JsonNode>> done
        ? new Attempt.Done<>(
            done.value().filter(found -> !deployed(found).isEmpty()).map(this::standing))
        : endpoint.withoutValue();
  }

  /** Makes the endpoint where there is none, then its deployment, then the way to it. */
  @Override
  public Attempt<Deployment> deploy(String name, String model) throws InterruptedException {
    if (!model.startsWith(REGISTERED)) {
      return new Attempt.Refused<>(
          "Together deploys a model by its object id (ml_…), and \""
              + model
              + "\" is none: the job's weights did not reach its registry.");
    }
    Attempt<String> project = project();
    if (!(project instanceof Attempt.Done<String> known)) {
      return project.withoutValue();
    }
    Attempt<String> config = hardware.of(known.value(), model);
    if (!(config instanceof Attempt.Done<String> chosen)) {
      return config.withoutValue();
    }
    Attempt<JsonNode> endpoint = endpointFor(known.value(), name);
    if (!(endpoint instanceof Attempt.Done<JsonNode> made)) {
      return endpoint.withoutValue();
    }
    if (!deployed(made.value()).isEmpty()) {
      return new Attempt.Done<>(standing(made.value()));
    }
    return deployment(known.value(), made.value(), model, chosen.value());
  }

  private Attempt<Deployment> deployment(
      String project, JsonNode endpoint, String model, String config) throws InterruptedException {
    ObjectNode body = Replies.object();
    body.put("name", ONLY)
        .put("model", TogetherHardware.resource(project, model))
        .put("config", config);
    body.putObject("autoscaling").put("minReplicas", 1).put("maxReplicas", 1);
    String id = Replies.text(endpoint, "id");
    Attempt<JsonNode> attempt = api.post(endpoints(project, id) + "/deployments", body);
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    String deployment = Replies.text(done.value(), "id");
    if (deployment.isEmpty()) {
      return new Attempt.Unknown<>("the reply names no deployment");
    }
    // Whether this came through is seen, and made up for, at the next look.
    route(project, id, deployment, 1);
    return new Attempt.Done<>(
        new Deployment(
            id,
            false,
            false,
            api.quote(Replies.text(done.value().path("status"), "state")),
            Replies.text(endpoint, "name")));
  }

  /** How the deployment below an endpoint stands; routes it where that was broken off before. */
  @Override
  public Attempt<Deployment> deployment(String id) throws InterruptedException {
    Attempt<String> project = project();
    if (!(project instanceof Attempt.Done<String> known)) {
      return project.withoutValue();
    }
    Attempt<JsonNode> attempt = api.get(endpoints(known.value(), id));
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    if (isOdd(done.value())) {
      return new Attempt.Unknown<>("a reply that is no endpoint");
    }
    List<JsonNode> deployed = deployed(done.value());
    if (deployed.isEmpty()) {
      return new Attempt.Done<>(new Deployment(id, false, true, "gone", ""));
    }
    Deployment standing = standing(done.value());
    JsonNode only = deployed.get(0);
    if (state(only).equals(READY) && !standing.ready()) {
      Attempt<JsonNode> routed = route(known.value(), id, Replies.text(only, "id"), 1);
      return routed instanceof Attempt.Done<JsonNode>
          ? new Attempt.Done<>(new Deployment(id, true, false, READY, standing.model()))
          : new Attempt.Done<>(standing);
    }
    return standing.failed()
        ? new Attempt.Done<>(withReason(known.value(), standing, Replies.text(only, "id")))
        : new Attempt.Done<>(standing);
  }

  private Deployment withReason(String project, Deployment failed, String deployment)
      throws InterruptedException {
    Attempt<JsonNode> attempt = api.get(deployments(project, failed.id(), deployment));
    String reason =
        attempt instanceof Attempt.Done<JsonNode> done
            ? Replies.text(done.value().path("status"), "message")
            : "";
    return new Deployment(
        failed.id(), false, true, api.quote(failed.status() + " " + reason), failed.model());
  }

  /**
   * Scales to nothing, which ends the costs, and deletes what has come to a stop: so it is asked
   * for again until it is done.
   */
  @Override
  public Attempt<Boolean> undeploy(String id) throws InterruptedException {
    Attempt<String> project = project();
    if (!(project instanceof Attempt.Done<String> known)) {
      return project.withoutValue();
    }
    Attempt<JsonNode> attempt = api.get(endpoints(known.value(), id));
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    if (done.value().isMissingNode()) {
      return new Attempt.Done<>(true);
    }
    if (isOdd(done.value())) {
      return new Attempt.Unknown<>("a reply that is no endpoint");
    }
    for (JsonNode deployment : deployed(done.value())) {
      Attempt<Boolean> removed = remove(known.value(), done.value(), id, deployment);
      if (!(removed instanceof Attempt.Done<Boolean>)) {
        return removed;
      }
    }
    return api.delete(endpoints(known.value(), id));
  }

  private Attempt<Boolean> remove(String project, JsonNode endpoint, String id, JsonNode deployment)
      throws InterruptedException {
    String only = Replies.text(deployment, "id");
    String state = state(deployment);
    if (!state.equals(STOPPED) && !state.equals(FAILED)) {
      if (!state.equals(STOPPING)) {
        ObjectNode nothing = Replies.object();
        nothing.putObject("autoscaling").put("minReplicas", 0).put("maxReplicas", 0);
        Attempt<JsonNode> stopped = api.patch(deployments(project, id, only), nothing);
        if (!(stopped instanceof Attempt.Done<JsonNode>)) {
          return stopped.withoutValue();
        }
      }
      return new Attempt.Later<>(
          Optional.of(STOP), "the deployment is stopping, and costs until it has stopped");
    }
    if (isRouted(endpoint, only)) {
      Attempt<JsonNode> unrouted = route(project, id, only, 0);
      if (!(unrouted instanceof Attempt.Done<JsonNode>)) {
        return unrouted.withoutValue();
      }
    }
    return api.delete(deployments(project, id, only));
  }

  /** The project that the key is of. */
  private Attempt<String> project() throws InterruptedException {
    Attempt<JsonNode> attempt = api.list("/whoami");
    if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
      return attempt.withoutValue();
    }
    String project = Replies.text(done.value(), "project_id");
    return project.isEmpty()
        ? new Attempt.Unknown<>("Together does not say which project the key is of")
        : new Attempt.Done<>(project);
  }

  private Attempt<JsonNode> endpointFor(String project, String name) throws InterruptedException {
    Attempt<Optional<JsonNode>> found = endpoint(project, name);
    if (!(found instanceof Attempt.Done<Optional<JsonNode>> done)) {
      return found.withoutValue();
    }
    if (done.value().isPresent()) {
      return new Attempt.Done<>(done.value().get());
    }
    Attempt<JsonNode> made =
        api.post(root + "/projects/" + Replies.segment(project) + "/endpoints", named(name));
    return made instanceof Attempt.Done<JsonNode> reply
            && Replies.text(reply.value(), "id").isEmpty()
        ? new Attempt.Unknown<>("the reply names no endpoint")
        : made;
  }

  private static ObjectNode named(String name) {
    return Replies.object().put("name", name);
  }

  /** The endpoint of this name, whose own name begins with the project's. */
  private Attempt<Optional<JsonNode>> endpoint(String project, String name)
      throws InterruptedException {
    String path = root + "/projects/" + Replies.segment(project) + "/endpoints?limit=" + PAGE;
    String after = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      Attempt<JsonNode> attempt =
          api.list(path + (after.isEmpty() ? "" : "&after=" + Replies.segment(after)));
      if (!(attempt instanceof Attempt.Done<JsonNode> done)) {
        return attempt.withoutValue();
      }
      Optional<List<JsonNode>> entries = Replies.entries(done.value(), "data");
      if (entries.isEmpty()) {
        return new Attempt.Unknown<>("a reply that is no list of endpoints");
      }
      Optional<JsonNode> found =
          entries.get().stream()
              .filter(entry -> Replies.text(entry, "name").endsWith("/" + name))
              .findFirst();
      String next = Replies.text(done.value(), "next_cursor");
      if (found.isPresent() || next.isEmpty() || next.equals(after)) {
        return new Attempt.Done<>(found);
      }
      after = next;
    }
    return new Attempt.Refused<>("the project has too many endpoints; delete old ones.");
  }

  private Attempt<JsonNode> route(String project, String endpoint, String deployment, int weight)
      throws InterruptedException {
    ObjectNode body = Replies.object();
    body.putArray("trafficSplit").addObject().put("deploymentId", deployment).put("weight", weight);
    return api.patch(endpoints(project, endpoint), body);
  }

  private Deployment standing(JsonNode endpoint) {
    JsonNode only = deployed(endpoint).get(0);
    String state = state(only);
    boolean routed = isRouted(endpoint, Replies.text(only, "id"));
    return new Deployment(
        Replies.text(endpoint, "id"),
        state.equals(READY) && routed,
        List.of(FAILED, STOPPED, STOPPING).contains(state),
        api.quote(state),
        Replies.text(endpoint, "name"));
  }

  private static boolean isRouted(JsonNode endpoint, String deployment) {
    for (JsonNode share : endpoint.path("trafficSplit")) {
      if (Replies.text(share, "deploymentId").equals(deployment)
          && share.path("weight").asDouble() > 0) {
        return true;
      }
    }
    return false;
  }

  private static List<JsonNode> deployed(JsonNode endpoint) {
    List<JsonNode> deployed = new ArrayList<>();
    for (JsonNode deployment : endpoint.path("deployments")) {
      if (!Replies.text(deployment, "id").isEmpty()) {
        deployed.add(deployment);
      }
    }
    return deployed;
  }

  private static boolean isOdd(JsonNode endpoint) {
    return !endpoint.isMissingNode() && Replies.text(endpoint, "id").isEmpty();
  }

  private static String state(JsonNode deployment) {
    return Replies.text(deployment, "state");
  }

  private String endpoints(String project, String id) {
    return root + "/projects/" + Replies.segment(project) + "/endpoints/" + Replies.segment(id);
  }

  private String deployments(String project, String endpoint, String id) {
    return endpoints(project, endpoint) + "/deployments/" + Replies.segment(id);
  }

  /** The second API stands beside the first, under the newer of Together's two names alone. */
  private static String root(String base) {
    String server = base.endsWith("/v1") ? base.substring(0, base.length() - "/v1".length()) : base;
    return (server.equals("https://api.together.xyz") ? "https://api.together.ai" : server) + "/v2";
  }
}
