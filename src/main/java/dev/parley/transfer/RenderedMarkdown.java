package dev.parley.transfer;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as HTML that does nothing and loads nothing: no raw HTML, links to web and mail only, pictures as links. */
final class RenderedMarkdown {

    /** More containers within each other than anyone writes; what is deeper is text. */
    private static final int DEEPEST = 50;

    private static final Pattern SAFE = Pattern.compile("(?i)(?:https?://|mailto:)\\S*");

    private static final List<Extension> EXTENSIONS = List.of(
            AutolinkExtension.builder().linkTypes(AutolinkType.URL).build(),
            StrikethroughExtension.create(),
            TablesExtension.create(),
            TaskListItemsExtension.create());

    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            .build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .percentEncodeUrls(true)
            .attributeProviderFactory(context -> RenderedMarkdown::mark)
            .build();

    private RenderedMarkdown() {}

    static String html(String markdown) {
        var document = PARSER.parse(markdown);
        document.accept(new Taming());
        return RENDERER.render(document);
    }

    private static void mark(Node node, String tag, Map<String, String> attributes) {
        switch (tag) {
            case "a" -> attributes.put("rel", "noopener noreferrer");
            // Wide ones are scrolled, also by who has no mouse.
            case "pre", "table" -> attributes.put("tabindex", "0");
            default -> {}
        }
        if (tag.equals("pre")
                && node instanceof FencedCodeBlock code
                && !code.getInfo().isBlank()) {
            attributes.put("data-language", code.getInfo().strip().split("\\s+", 2)[0]);
        }
    }

    /** Leaves nothing in the tree that could lead elsewhere than it says. */
    private static final class Taming extends AbstractVisitor {

        @Override
        public void visit(Heading heading) {
            // The page and the message come first in its outline.
            heading.setLevel(Math.min(heading.getLevel() + 2, 6));
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            if (!isSafe(link.getDestination())) {
                replaceByChildren(link);
            }
        }

        /** A picture would be loaded from elsewhere: it is a link that the reader may follow. */
        @Override
        public void visit(Image image) {
            visitChildren(image);
            if (image.getFirstChild() == null) {
                image.appendChild(new Text("Picture"));
            }
            if (isSafe(image.getDestination()) && !isWithinLink(image)) {
                var link = new Link(image.getDestination(), image.getTitle());
                moveChildren(image, link);
                image.insertBefore(link);
                image.unlink();
            } else {
                replaceByChildren(image);
            }
        }

        private static boolean isSafe(String address) {
            return SAFE.matcher(address).matches();
        }

        private static boolean isWithinLink(Node node) {
            for (var above = node.getParent(); above != null; above = above.getParent()) {
                if (above instanceof Link) {
                    return true;
                }
            }
            return false;
        }

        private static void moveChildren(Node from, Node to) {
            for (var child = from.getFirstChild(); child != null; child = from.getFirstChild()) {
                to.appendChild(child);
            }
        }

        private static void replaceByChildren(Node node) {
            for (var child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
                node.insertBefore(child);
            }
            node.unlink();
        }
    }
}
