package dev.dramatis.model;

import java.net.URI;

/**
 * The way to a model of a vendor with an interface of its own.
 *
 * @param chat where it is asked
 * @param model where it is described
 * @param baseUrl without a version and without a slash at its end
 * @param version of the interface
 */
record VendorRoute(Route chat, URI model, String baseUrl, String version) {}
