package dev.dramatis.finetune;

import dev.dramatis.finetune.Backend.Deployment;
import java.util.Optional;

/** Keeps trained models ready, where a provider answers for them only then. */
public interface Deployments {
  /** The deployment of this name, if there is one. */
  Attempt<Optional<Deployment>> find(String name) throws InterruptedException;

  /** Deploys a trained model; from then on it may cost by time. */
  Attempt<Deployment> deploy(String name, String model) throws InterruptedException;

  /** How a deployment stands. */
  Attempt<Deployment> deployment(String id) throws InterruptedException;

  /** Tears a deployment down; done, too, where there is none. */
  Attempt<Boolean> undeploy(String id) throws InterruptedException;
}
