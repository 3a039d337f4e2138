package dev.dramatis.simulate;

import dev.dramatis.model.ChatRequest;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.Response;

/** A model that always answers. */
interface SimulatedModel extends Endpoint {
  @Override
  Response ask(ChatRequest request);
}
