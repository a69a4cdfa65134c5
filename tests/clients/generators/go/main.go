// A session by the client that openapi-generator makes for Go; asks the site whose address is its argument.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"os"

	openapi "github.com/GIT_USER_ID/GIT_REPO_ID"
)

type row struct {
	ID       string                   `json:"id"`
	ValueCny *float64                 `json:"value_cny"`
	Kind     *openapi.ObservationKind `json:"kind"`
	Quote    string                   `json:"quote"`
}

type told struct {
	Code    string `json:"code"`
	Row     row    `json:"row"`
	Count   *int32 `json:"count"`
	Said    string `json:"said"`
	Nearest string `json:"nearest"`
}

func main() {
	settings := openapi.NewConfiguration()
	settings.Servers = openapi.ServerConfigurations{{URL: os.Args[1]}}
	client := openapi.NewAPIClient(settings)
	ctx := context.Background()

	districts, _, err := client.DistrictsAPI.DistrictsList(ctx).Name([]string{"河东区"}).Execute()
	must(err)
	code := districts.Results[0].Code
	page, _, err := client.ObservationsAPI.ObservationsList(ctx).District([]string{code, "120110"}).
		Ordering([]string{"-value_cny"}).ValueCnyIsnull(false).PageSize(2).Count(true).Execute()
	must(err)
	first := page.Results[0]
	evidence, _, err := client.ObservationsAPI.ObservationsEvidence(ctx, first.Id).Execute()
	must(err)

	_, _, err = client.ObservationsAPI.ObservationsList(ctx).District([]string{"河东区"}).Execute()
	var refused *openapi.GenericOpenAPIError
	if !errors.As(err, &refused) {
		log.Fatal("a name for a code was taken: ", err)
	}
	problem, _ := refused.Model().(openapi.Problem)
	nearest, _ := problem.Errors[0].GetNearestOk()

	must(json.NewEncoder(os.Stdout).Encode(told{
		Code:    code,
		Row:     row{first.Id, first.ValueCny.Get(), first.Kind.Get(), first.Evidence.Quote},
		Count:   page.Count,
		Said:    evidence.SaidZh,
		Nearest: *nearest,
	}))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
