package io.framebus.bench.tune;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Environment;

/** Results as JSON for programs. Names carry their units; the schema's number changes when a name or a meaning does. */
final class TuneJson {
    static final String SCHEMA = "framebus-tune/1";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TuneJson() {}

    static ObjectNode of(TuneResult result) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("verdict", result.verdict().name());
        root.put("reason", result.reason());
        root.put("exitCode", result.verdict().exitCode());
        root.set("scenario", scenario(result.scenario()));
        root.put("consumer", result.consumer().name());
        root.put("target", result.target().toString());
        if (result.search().answer() != null) {
            root.set("answer", answer(new Answer(result), result));
        }
        root.set("trials", TrialTable.of(result.search()).toJson());
        root.set("environment", MAPPER.valueToTree(Environment.describe()));
        return root;
    }

    /** What was tried. */
    static ObjectNode scenario(Scenario scenario) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("media", scenario.source());
        node.put("rateFactor", scenario.rateFactor());
        node.put("framesPerSecondPerStream", scenario.framesPerSecond());
        node.put("bytesPerSecondPerStream", scenario.bytesPerSecond());
        node.put("resync", scenario.settings().resync().name());
        node.put("maxLag", scenario.maxLag());
        node.put("real", scenario.real());
        node.put("subscribers", scenario.subscribers());
        node.put("durationNs", scenario.duration().toNanos());
        node.put("streams", scenario.streams());
        node.put("seed", scenario.seed());
        return node;
    }

    private static ObjectNode answer(Answer answer, TuneResult result) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("capacityFrames", answer.capacity().frames());
        node.put("capacityBytes", answer.capacity().bytes());
        node.put("leastHeldNs", answer.leastHeldNs());
        node.put("meanHeldNs", answer.meanHeldNs());
        node.put("memoryBytesPerStream", answer.capacity().memoryBytes());
        node.put(
                "memoryBytes",
                answer.capacity().memoryBytes() * result.scenario().streams());
        Interval interval = answer.lossInterval();
        node.put("lossShare", answer.pooled().total().loss());
        node.put("lossShareLow95", interval.low());
        node.put("lossShareHigh95", interval.high());
        if (result.predicted() != null) {
            node.put("predictedLossShare", result.predicted().outcome().total().loss());
        }
        ArrayNode confirmations = node.putArray("confirmations");
        for (Confirmation confirmation : result.search().confirmations()) {
            confirmations
                    .addObject()
                    .put("capacityFrames", confirmation.capacity().frames())
                    .put("capacityBytes", confirmation.capacity().bytes())
                    .put("runs", confirmation.trials().size())
                    .put("met", confirmation.met())
                    .put("lossShare", confirmation.pooled().total().loss());
        }
        node.put("config", ConfigSnippet.of(result.scenario(), answer.capacity()));
        return node;
    }
}
