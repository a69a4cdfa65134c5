import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.DistrictsApi;
import org.openapitools.client.api.DistrictsApi.APIDistrictsListRequest;
import org.openapitools.client.api.ObservationsApi;
import org.openapitools.client.api.ObservationsApi.APIObservationsEvidenceRequest;
import org.openapitools.client.api.ObservationsApi.APIObservationsListRequest;
import org.openapitools.client.model.Observation;
import org.openapitools.client.model.PaginatedObservationList;
import org.openapitools.client.model.WholeEvidence;

/** A session by the client that openapi-generator makes for Java; asks the site whose address is its argument. */
class Session {
  public static void main(String[] arguments) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    ObservationsApi observations = new ObservationsApi(client);
    String code = new DistrictsApi(client)
        .districtsList(APIDistrictsListRequest.newBuilder().name(List.of("河东区")).build()).getResults().get(0).getCode();
    PaginatedObservationList page = observations.observationsList(APIObservationsListRequest.newBuilder()
        .district(List.of(code, "120110")).ordering(List.of("-value_cny")).valueCnyIsnull(false).pageSize(2).count(true).build());
    Observation first = page.getResults().get(0);
    WholeEvidence evidence =
        observations.observationsEvidence(APIObservationsEvidenceRequest.newBuilder().id(first.getId()).build());
    ObjectMapper json = new ObjectMapper();
    String nearest = null;
    try {
      observations.observationsList(APIObservationsListRequest.newBuilder().district(List.of("河东区")).build());
    } catch (ApiException error) {
      JsonNode problem = json.readTree(error.getResponseBody());
      nearest = problem.at("/errors/0/nearest").textValue();
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", first.getId());
    row.put("value_cny", first.getValueCny());
    row.put("kind", first.getKind());
    row.put("quote", first.getEvidence().getQuote());
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("code", code);
    told.put("row", row);
    told.put("count", page.getCount());
    told.put("said", evidence.getSaidZh());
    told.put("nearest", nearest);
    System.out.println(json.writeValueAsString(told));
  }
}
