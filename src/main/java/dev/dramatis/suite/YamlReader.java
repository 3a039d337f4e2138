package dev.dramatis.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML into values that know their lines. Plain scalars are read as JSON would: numbers are
 * numbers, {@code true} and {@code false} truth values, and the other words that YAML 1.1 takes for
 * truth values are refused, since half of all readers would take them for text.
 */
final class YamlReader {
  /** Bytes of a suite's own file; longer material belongs in JSONL files. */
  static final int MAX_BYTES = 3_000_000;

  private static final int MAX_ALIASES = 100;
  private static final int MAX_DEPTH = 50;

  /** Values with all aliases written out: more than 3 MB can hold without any. */
  private static final int MAX_VALUES = 500_000;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(0|[1-9][0-9]*)?(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");
  private static final Set<String> TRUE_WORDS = Set.of("yes", "on", "true");
  private static final Set<String> FALSE_WORDS = Set.of("no", "off", "false");
  private static final Set<String> NOTHING = Set.of("", "~", "null");

  private final String file;
  private final Problems problems;
  private final Map<String, Integer> lines = new HashMap<>();
  private final Located.Document document;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int values;

  private YamlReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.document = new Located.Document(file, file, lines, 1);
  }

  /** The whole document; empty, with the problem noted, if the text is no YAML. */
  static Optional<Located> read(String file, String text, Problems problems) {
    return new YamlReader(file, problems).read(text);
  }

  private Optional<Located> read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_BYTES);
    try {
      Node root =
          new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options)
              .getSingleNode();
      if (root == null) {
        problems.add(file, 1, "the file is empty. A suite begins with \"suite: its-id\".");
        return Optional.empty();
      }
      return Optional.of(new Located(document, "", convert(root, "", 0)));
    } catch (YAMLException e) {
      YamlFault fault = YamlFault.of(e, text, MAX_ALIASES, MAX_DEPTH);
      problems.add(file, fault.line(), fault.message());
      return Optional.empty();
    } catch (TooMuch e) {
      problems.add(file, e.line, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Ends the conversion of a document that is too large, or holds itself. */
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    TooMuch(Node at, String message) {
      super(message);
      this.line = lineOf(at);
    }
  }

  private JsonNode convert(Node node, String pointer, int depth) {
    lines.putIfAbsent(pointer, lineOf(node));
    if (++values > MAX_VALUES) {
      throw new TooMuch(
          node,
          "with all aliases written out the file holds more than "
              + MAX_VALUES
              + " values. Write it without nested aliases.");
    }
    if (depth > MAX_DEPTH) {
      throw new TooMuch(
          node, "nested deeper than " + MAX_DEPTH + " levels. A suite needs about 10.");
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, pointer);
    }
    if (!open.add(node)) {
      throw new TooMuch(node, "an alias stands inside what it refers to. Write the value out.");
    }
    JsonNode converted =
        node instanceof MappingNode mapping
            ? mapping(mapping, pointer, depth)
            : sequence((SequenceNode) node, pointer, depth);
    open.remove(node);
    return converted;
  }

  private ArrayNode sequence(SequenceNode sequence, String pointer, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Node item : sequence.getValue()) {
      array.add(convert(item, pointer + "/" + array.size(), depth + 1));
    }
    return array;
  }

  private ObjectNode mapping(MappingNode mapping, String pointer, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        problems.add(
            file, lineOf(tuple.getKeyNode()), "a key must be a word, not a list or mapping.");
        continue;
      }
      String key = keyNode.getValue();
      String at = pointer + "/" + Located.escape(key);
      if (object.has(key)) {
        problems.add(
            file,
            lineOf(keyNode),
            "the key \""
                + key
                + "\" stands here a second time, first in line "
                + lines.get(at)
                + ". Keep one of them.");
        continue;
      }
      lines.put(at, lineOf(keyNode));
      if (keyNode.getTag().equals(Tag.MERGE)) {
        problems.add(file, lineOf(keyNode), "merge keys (<<) are not read. Write the keys out.");
        continue;
      }
      if (keyNode.getScalarStyle() == ScalarStyle.PLAIN) {
        refuseTrap(keyNode, at, true);
      }
      object.set(key, convert(tuple.getValueNode(), at, depth + 1));
    }
    return object;
  }

  private JsonNode scalar(ScalarNode scalar, String pointer) {
    String text = scalar.getValue();
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN || scalar.getTag().equals(Tag.STR)) {
      return nodes.textNode(text);
    }
    if (text.equals("true") || text.equals("false")) {
      return nodes.booleanNode(text.equals("true"));
    }
    if (NOTHING.contains(text)) {
      return nodes.nullNode();
    }
    if (INTEGER.matcher(text).matches()) {
      return nodes.numberNode(Integer.parseInt(text));
    }
    if (!text.isEmpty()
        && NUMBER.matcher(text).matches()
        && text.chars().anyMatch(Character::isDigit)) {
      return nodes.numberNode(Double.parseDouble(text));
    }
    refuseTrap(scalar, pointer, false);
    return nodes.textNode(text);
  }

  private void refuseTrap(ScalarNode scalar, String pointer, boolean key) {
    String text = scalar.getValue();
    String word = text.toLowerCase(Locale.ROOT);
    boolean yes = TRUE_WORDS.contains(word);
    if (yes || FALSE_WORDS.contains(word)) {
      problems.add(
          new Located(document, pointer, JsonNodeFactory.instance.textNode(text)),
          "YAML readers take %s without quotes for %s. Write \"%s\" in quotes%s."
              .formatted(
                  text, yes, text, key ? "" : " for the word, or " + yes + " for the truth value"));
    }
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
