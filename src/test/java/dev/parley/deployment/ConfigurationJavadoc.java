package dev.parley.deployment;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the source of an interface says of its methods, as Markdown.
 *
 * @param methods in the source's order, each as {@code Interface.method}
 * @param text by the same names
 */
record ConfigurationJavadoc(List<String> methods, Map<String, String> text) {

    static ConfigurationJavadoc of(Path source) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            var trees = DocTrees.instance(task);
            var found = new ConfigurationJavadoc(new ArrayList<>(), new HashMap<>());
            for (var unit : task.parse()) {
                found.new Reader(trees).scan(unit, null);
            }
            return found;
        }
    }

    static String nameOf(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees trees;

        Reader(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            var type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            String name = type.getSimpleName() + "." + method.getName();
            methods.add(name);
            String comment = trees.getDocComment(getCurrentPath());
            if (comment != null) {
                text.put(name, markdown(comment));
            }
            return null;
        }
    }

    private static String markdown(String comment) {
        String line =
                comment.replaceAll("\\s+", " ").strip().replaceAll("\\{@code ((?:[^{}]|\\{\\{[^{}]*}})*)}", "`$1`");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
