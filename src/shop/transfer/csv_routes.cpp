#include "shop/transfer/csv_routes.h"

#include "shop/transfer/csv_table.h"

namespace till {
namespace {

constexpr const char* heading = "Imports and exports";

std::string file_text(const AnyCsvKind& kind) {
    return "A CSV file in UTF-8 with a header. Columns, not all of which are required: " +
           schemas::column_list(kind.columns(), ", ", "`") + kind.texts().import_text;
}

void add_import_routes(RouteTable& table, CsvController& controller, const ImportSchemas& schemas) {
    const AnyCsvKind& kind = controller.kind();
    const CsvKindTexts& texts = kind.texts();
    table.post("/imports/" + kind.name() + "/preview", controller, &CsvController::preview)
        .summary("Preview " + texts.one + " import")
        .named(heading, "preview" + texts.operation + "Import")
        .allow(texts.import_permission)
        .takes_bytes(csv_types, file_text(kind))
        .file_example(texts.import_example)
        .with_columns(kind.columns())
        .sized(BodySize::import)
        .responds(200, "The result of the import as it would be, with all errors. Nothing is stored",
                  schemas.import_report)
        .refuses(problems::validation_failed);

    table.post("/imports/" + kind.name(), controller, &CsvController::start)
        .summary("Import " + kind.name())
        .named(heading, "import" + texts.operation)
        .allow(texts.import_permission)
        .asks(schemas::import_request())
        .takes_bytes(csv_types, file_text(kind))
        .file_example(texts.import_example)
        .with_columns(kind.columns())
        .sized(BodySize::import)
        .responds(202,
                  "The import job, waiting or running; the `Location` header leads to its progress. The whole file is "
                  "checked before anything is stored. It is then stored in small parts, so that orders do not have to "
                  "wait; each row is stored as a whole or not at all. If the import is interrupted, send the same file "
                  "again: stored rows count as unchanged",
                  schemas.import_job);
}

void add_export_route(RouteTable& table, CsvController& controller) {
    const AnyCsvKind& kind = controller.kind();
    const CsvKindTexts& texts = kind.texts();
    table.get("/exports/" + kind.name() + ".csv", controller, &CsvController::export_file)
        .summary("Export " + kind.name())
        .named(heading, "export" + texts.operation)
        .allow(texts.export_permission)
        .reports()
        .asks(kind.export_query())
        .file_example(texts.export_example)
        .responds_with_file("text/csv", texts.export_text);
}

}  // namespace

void add_csv_routes(RouteTable& table, std::deque<CsvController>& kinds, ImportController& imports,
                    const ImportSchemas& schemas) {
    for (CsvController& kind : kinds) add_import_routes(table, kind, schemas);
    table.get("/imports/{id}", imports, &ImportController::show)
        .summary("Retrieve an import")
        .named(heading, "showImport")
        .allow(Permission::profile_read)
        .responds(
            200,
            "The import job. It is available to the account that started it, while it is among the last 50 of this "
            "server",
            schemas.import_job);
    for (CsvController& kind : kinds) add_export_route(table, kind);
}

}  // namespace till
