package io.framebus.bench.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.measure.Environment;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.text.Values;
import java.util.function.ToDoubleFunction;

/** A comparison as JSON for programs. Names carry their units; the schema's number changes when a name or a meaning does. */
final class CompareJson {
    static final String SCHEMA = "framebus-compare/1";

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CompareJson() {}

    static String text(ObjectNode report) {
        try {
            return MAPPER.writeValueAsString(report) + '\n';
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode of(CompareConfig config, Results results, Verdict verdict, boolean interrupted) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("verdict", verdict.outcome().name());
        root.put("exitCode", verdict.outcome().exitCode());
        root.put("interrupted", interrupted);
        root.set("sentences", MAPPER.valueToTree(verdict.sentences()));
        root.set("cautions", MAPPER.valueToTree(verdict.cautions()));
        root.set("faults", MAPPER.valueToTree(verdict.faults()));
        root.set("configuration", configuration(config));
        root.set("environment", MAPPER.valueToTree(Environment.describe()));
        ArrayNode cases = root.putArray("cases");
        for (Case what : config.cases()) {
            ObjectNode node = cases.addObject();
            node.put("measure", Values.name(what.measure()));
            node.put("subscribers", what.subscribers());
            ArrayNode peers = node.putArray("peers");
            config.peers(what).forEach(peer -> peers.add(standing(results, what, peer)));
        }
        root.set("peers", new CompareTables(config, results).traits().toJson());
        root.set("runs", new CompareTables(config, results).programs().toJson());
        return root;
    }

    private static ObjectNode configuration(CompareConfig config) {
        RunSpec base = config.base();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("trace", base.trace());
        node.put("meanPayloadBytes", config.workload().meanBytes());
        node.put("maxPayloadBytes", config.workload().maxBytes());
        node.put("framesPerSecond", base.framesPerSecond());
        node.put("readerThreads", base.readerThreads());
        node.put("capacityFrames", base.capacityFrames());
        node.put("capacityBytes", base.capacityBytes());
        node.put("batchFrames", base.batchFrames());
        node.put("read", Values.name(base.look()));
        node.put("idle", Values.name(base.idling()));
        node.put("rounds", config.rounds());
        node.put("warmUpNs", base.warmUpNs());
        node.put("durationNs", base.durationNs());
        node.put("slices", base.slices());
        node.put("seed", base.seed());
        node.set("jvmOptions", MAPPER.valueToTree(config.jvmOptions()));
        return node;
    }

    private static ObjectNode standing(Results results, Case what, Peer peer) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("peer", peer.name());
        spread(node, "publishNs", results, what, peer, Figures::publishNs);
        ratio(node, "publishRatio", results, what, peer, Figures::publishNs);
        if (what.measure() == Measure.COST) {
            spread(node, "publishMeanNs", results, what, peer, Figures::publishMeanNs);
            spread(node, "deliveryNs", results, what, peer, Figures::deliveryNs);
            spread(node, "deliveryMeanNs", results, what, peer, Figures::deliveryMeanNs);
            ratio(node, "deliveryRatio", results, what, peer, Figures::deliveryNs);
            spread(node, "inAllNs", results, what, peer, Figures::inAllNs);
            ratio(node, "inAllRatio", results, what, peer, Figures::inAllNs);
        } else {
            spread(node, "offeredPerSecond", results, what, peer, Figures::offeredPerSecond);
            spread(node, "deliveredPerSecond", results, what, peer, Figures::deliveredPerSecond);
            ratio(node, "deliveredRatio", results, what, peer, Figures::deliveredPerSecond);
        }
        spread(node, "cpuCores", results, what, peer, PeerFigures::cpuCores);
        results.books(what, peer).ifPresent(books -> node.set("books", MAPPER.valueToTree(books)));
        return node;
    }

    private static void spread(
            ObjectNode node, String name, Results results, Case what, Peer peer, ToDoubleFunction<PeerFigures> figure) {
        results.spread(what, peer, figure).ifPresent(spread -> node.set(name, MAPPER.valueToTree(spread)));
    }

    private static void ratio(
            ObjectNode node, String name, Results results, Case what, Peer peer, ToDoubleFunction<PeerFigures> figure) {
        results.ratio(what, peer, figure).ifPresent(spread -> node.set(name, MAPPER.valueToTree(spread)));
    }
}
