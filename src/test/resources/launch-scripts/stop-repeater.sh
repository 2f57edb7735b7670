#!/bin/bash
export EC2_HOME=/opt/ec2/tools
export index=$1
export iid=`cat ~/var/repeater-${index}.iid`
${EC2_HOME}/bin/ec2-terminate-instances ${iid}
rm ~/var/repeater-${index}.*
