package dev.dramatis;

import java.util.Optional;

/** The program's name and version, as reports name it. */
public final class Version {
  /** From the jar's manifest; {@code development} when run from classes. */
  public static final String NUMBER =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  public static final String NAME_AND_NUMBER = "Dramatis " + NUMBER;

  private Version() {}
}
