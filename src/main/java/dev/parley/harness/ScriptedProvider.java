package dev.parley.harness;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelInfo;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The scripted model as turns know it. */
record ScriptedProvider(TestModel model, TestClock clock, Changes changes) implements ModelProvider {

    @Override
    public String name() {
        return "test";
    }

    @Override
    public boolean scripted() {
        return true;
    }

    @Override
    public Multi<ModelEvent> stream(ModelRequest request) {
        return Multi.createFrom().publisher(subscriber -> {
            var call = new ModelCall(request, subscriber, clock, changes);
            model.add(call);
            call.begin(() -> model.script(request));
        });
    }

    @Override
    public Uni<List<ModelInfo>> models() {
        return Uni.createFrom().item(configured());
    }

    @Override
    public List<ModelInfo> configured() {
        return model.offered().stream().map(ModelInfo::new).toList();
    }
}
