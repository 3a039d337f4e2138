package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A string that an arm owns. A name in two pairs of braces stands for a variable; a backslash
 * before the opening braces makes them literal. Values go in verbatim and are never scanned again.
 */
public final class Template {
  private final List<Part> parts;

  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Variable(String name) implements Part {}
  }

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if braces open that do not enclose a name
   */
  public static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      if (text.startsWith("\\{{", i)) {
        literal.append("{{");
        i += 3;
      } else if (text.startsWith("{{", i)) {
        int end = text.indexOf("}}", i);
        String name = end < 0 ? "" : text.substring(i + 2, end);
        if (!isName(name)) {
          throw new IllegalArgumentException(
              "\"{{\" opens no variable: write {{name}}, or \\{{ for the braces themselves.");
        }
        if (literal.length() > 0) {
          parts.add(new Part.Literal(literal.toString()));
          literal.setLength(0);
        }
        parts.add(new Part.Variable(name));
        i = end + 2;
      } else {
        literal.append(text.charAt(i));
        i++;
      }
    }
    if (literal.length() > 0) {
      parts.add(new Part.Literal(literal.toString()));
    }
    return new Template(parts);
  }

  /** Whether a text can be the name of a variable. */
  public static boolean isName(String text) {
    return !text.isEmpty()
        && Character.isLetter(text.charAt(0))
        && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  /** The variables that it refers to, in order of appearance. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Part part : parts) {
      if (part instanceof Part.Variable variable) {
        names.add(variable.name());
      }
    }
    return Collections.unmodifiableSet(names);
  }

  /**
   * The text with every variable filled in.
   *
   * @throws IllegalArgumentException if a variable has no value
   */
  public String fill(Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Literal literal) {
        text.append(literal.text());
      } else if (part instanceof Part.Variable variable) {
        String value = values.get(variable.name());
        if (value == null) {
          throw new IllegalArgumentException("no value for {{" + variable.name() + "}}");
        }
        text.append(value);
      }
    }
    return text.toString();
  }

  /**
   * The template with some variables filled in and the others left as they are, braces and all.
   * Used for sweeps, whose variables are known when a suite is loaded. Values are literal: their
   * own braces are escaped, so that they name no variable in what comes out.
   */
  public static String fillSome(String template, Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      if (template.startsWith("\\{{", i)) {
        text.append("\\{{");
        i += 3;
        continue;
      }
      int end = template.startsWith("{{", i) ? template.indexOf("}}", i) : -1;
      String value = end < 0 ? null : values.get(template.substring(i + 2, end));
      if (value == null) {
        text.append(template.charAt(i));
        i++;
      } else {
        text.append(value.replace("{{", "\\{{"));
        i = end + 2;
      }
    }
    return text.toString();
  }
}
