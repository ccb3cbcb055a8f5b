// Renders a chart as `helm template one CHART` does, where Helm itself is not installed: the same template engine (Go's)
// and functions (Sprig's and Helm's include, toYaml and required), strict about keys that are missing only where Helm is.
//
// usage: render CHART [VALUES]
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

func main() {
	if err := render(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func render(chart string, given []string) error {
	about := map[string]interface{}{}
	values := map[string]interface{}{}
	if err := read(filepath.Join(chart, "Chart.yaml"), about); err != nil {
		return err
	}
	for _, file := range append([]string{filepath.Join(chart, "values.yaml")}, given...) {
		more := map[string]interface{}{}
		if err := read(file, more); err != nil {
			return err
		}
		merge(values, more)
	}
	context := map[string]interface{}{
		"Values":  values,
		"Chart":   capitalized(about),
		"Release": map[string]interface{}{"Name": "one", "Namespace": "default", "Service": "Helm"},
	}
	files, err := filepath.Glob(filepath.Join(chart, "templates", "*"))
	if err != nil {
		return err
	}
	sort.Strings(files)
	all := template.New("chart").Option("missingkey=zero")
	all.Funcs(functions(all))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if _, err := all.New(filepath.Base(file)).Parse(string(text)); err != nil {
			return err
		}
	}
	for _, file := range files {
		if name := filepath.Base(file); strings.HasSuffix(name, ".yaml") {
			var out bytes.Buffer
			if err := all.ExecuteTemplate(&out, name, context); err != nil {
				return err
			}
			// A missing key is nothing, as Helm prints it.
			fmt.Printf("---\n# Source: %s\n%s\n", name, strings.ReplaceAll(out.String(), "<no value>", ""))
		}
	}
	return nil
}

func functions(all *template.Template) template.FuncMap {
	functions := sprig.TxtFuncMap()
	functions["include"] = func(name string, data interface{}) (string, error) {
		var out strings.Builder
		err := all.ExecuteTemplate(&out, name, data)
		return out.String(), err
	}
	functions["toYaml"] = func(value interface{}) (string, error) {
		text, err := yaml.Marshal(value)
		return strings.TrimSuffix(string(text), "\n"), err
	}
	functions["required"] = func(message string, value interface{}) (interface{}, error) {
		if value == nil || value == "" {
			return nil, errors.New(message)
		}
		return value, nil
	}
	return functions
}

func read(file string, into map[string]interface{}) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return yaml.Unmarshal(text, &into)
}

// Values of a file replace those of the chart; maps are merged.
func merge(values map[string]interface{}, more map[string]interface{}) {
	for key, value := range more {
		inner, both := values[key].(map[string]interface{})
		given, maps := value.(map[string]interface{})
		if both && maps {
			merge(inner, given)
		} else {
			values[key] = value
		}
	}
}

func capitalized(about map[string]interface{}) map[string]interface{} {
	chart := map[string]interface{}{}
	for key, value := range about {
		chart[strings.ToUpper(key[:1])+key[1:]] = value
	}
	return chart
}
