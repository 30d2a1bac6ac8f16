package io.github.leat.serve.internal.api;

import io.github.leat.serve.ServeLimits;
import io.github.leat.serve.catalog.Catalog;
import io.github.leat.serve.catalog.SourceNames;
import io.github.leat.serve.internal.format.Cells;
import io.github.leat.serve.query.QueryDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that can be asked, at one state of the catalog. Immutable.
 *
 * @param setting what does not change
 * @param catalog the tables there are
 */
public record Api(Setting setting, Catalog catalog) {
    /**
     * What does not change while a server runs.
     *
     * @param limits what may be asked for
     * @param dialect how the database is asked
     * @param cells how its values are read
     * @param sources how sources are shown
     * @param endpoints what there is
     */
    public record Setting(
            ServeLimits limits, QueryDialect dialect, Cells cells, SourceNames sources, List<Endpoint> endpoints) {
        /** The endpoints of this version. */
        public static Setting of(ServeLimits limits, QueryDialect dialect, Cells cells, SourceNames sources) {
            List<Endpoint> endpoints = new ArrayList<>();
            endpoints.add(TablesEndpoint.tables());
            endpoints.add(TablesEndpoint.table());
            endpoints.add(RowsEndpoint.rows(limits));
            endpoints.add(AggregateEndpoint.aggregate(limits));
            endpoints.add(TablesEndpoint.loads());
            endpoints.add(OpenApi.endpoint());
            return new Setting(limits, dialect, cells, sources, List.copyOf(endpoints));
        }
    }

    /**
     * The answer to a request.
     *
     * @param path its parts, decoded
     * @param parameters decoded, in order
     * @param accept the header; empty if there is none
     * @return empty if nothing is at the path
     */
    public Optional<Answer> answer(List<String> path, List<Map.Entry<String, String>> parameters, String accept) {
        for (Endpoint endpoint : setting.endpoints()) {
            Optional<Map<String, String>> variables = endpoint.match(path);
            if (variables.isPresent()) {
                return Optional.of(endpoint.handler().answer(endpoint.call(this, variables.get(), parameters, accept)));
            }
        }
        return Optional.empty();
    }
}
